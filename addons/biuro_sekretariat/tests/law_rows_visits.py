"""Rows of the contract of the calculators: the plan of receptions (KPA art. 253)."""

OFFICE = {"from": "07:30", "to": "15:30"}


def duty(person="president", weekday=2, begin="15:30", end="17:00", every="week"):
    return {"person": person, "weekday": weekday, "from": begin, "to": end, "every": every}


NO_HEAD = ("Brak cotygodniowego przyjęcia przez Prezydenta lub wyznaczonego zastępcę – wpisz je do planu co najmniej "
           "raz w tygodniu.")
NOT_LATE = ("Brak cotygodniowego przyjęcia po godzinach pracy – w ustalonym dniu zacznij je najwcześniej o 15:30, "
            "gdy urząd kończy pracę.")

ASKED = [
    ("reception_plan", {"duties": [duty()], "office_hours": OFFICE}, {"warnings": []}),
    ("reception_plan", {"duties": [duty(begin="15:29")], "office_hours": OFFICE}, {"warnings": [NOT_LATE]}),
    ("reception_plan", {"duties": [duty(every="month")], "office_hours": OFFICE}, {"warnings": [NO_HEAD, NOT_LATE]}),
    ("reception_plan", {"duties": [duty(person="head")], "office_hours": OFFICE}, {"warnings": [NO_HEAD]}),
    ("reception_plan", {
        "duties": [duty(person="deputy", weekday=1, begin="10:00", end="12:00"), duty(person="head", weekday=4)],
        "office_hours": OFFICE,
    }, {"warnings": []}),
    ("reception_plan", {"duties": [duty(weekday=7)], "office_hours": OFFICE}, {"warnings": [NO_HEAD, NOT_LATE]}),
    ("reception_plan", {"duties": [], "office_hours": OFFICE}, {"warnings": [NO_HEAD, NOT_LATE]}),
]

REFUSED = [
    ("reception_plan", "duties", {"duties": "wtorek", "office_hours": OFFICE}),
    ("reception_plan", "duties", {"duties": [duty(person="mayor")], "office_hours": OFFICE}),
    ("reception_plan", "duties", {"duties": [duty(weekday=8)], "office_hours": OFFICE}),
    ("reception_plan", "duties", {"duties": [duty(weekday=0)], "office_hours": OFFICE}),
    ("reception_plan", "duties", {"duties": [duty(begin="9:00")], "office_hours": OFFICE}),
    ("reception_plan", "duties", {"duties": [duty(begin="25:00")], "office_hours": OFFICE}),
    ("reception_plan", "duties", {"duties": [duty(begin="17:00", end="17:00")], "office_hours": OFFICE}),
    ("reception_plan", "duties", {"duties": [duty(every="day")], "office_hours": OFFICE}),
    ("reception_plan", "duties", {"duties": [{**duty(), "room": "101"}], "office_hours": OFFICE}),
    ("reception_plan", "duties", {"duties": [["president", 2]], "office_hours": OFFICE}),
    ("reception_plan", "office_hours", {"duties": [], "office_hours": False}),
    ("reception_plan", "office_hours", {"duties": [], "office_hours": {"from": "07:30"}}),
    ("reception_plan", "office_hours", {"duties": [], "office_hours": {"from": "15:30", "to": "07:30"}}),
]
