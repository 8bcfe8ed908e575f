"""Register book of 100 000 entries as XLSX against bare XlsxWriter writing the same cells; all is rolled back."""

import gc
import io
import threading
import time

import xlsxwriter
from _common import Table, office

ROWS = 100_000


class Memory(threading.Thread):
    """The highest resident memory (MB) above that of the start."""

    def __init__(self):
        super().__init__(daemon=True)
        self.start_size, self.peak, self.stopped = self.size(), 0, threading.Event()

    @staticmethod
    def size():
        with open("/proc/self/statm") as file:
            return int(file.read().split()[1]) * 4096 / 2**20

    def run(self):
        while not self.stopped.wait(0.05):
            self.peak = max(self.peak, self.size() - self.start_size)

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_error):
        self.stopped.set()
        self.join()


def fill(env, count):
    """Return a register with so many entries of this year, made from one real letter."""
    register = env["biuro.register"].create({"name": "Pomiar", "code": "POMIAR", "model": "biuro.letter"})
    letter = env["biuro.letter"].create({"direction": "in", "title": "Wniosek o wydanie zaświadczenia"})
    env.flush_all()
    # copied by hand: every 50th is cancelled, senders alternate
    partners = env["res.partner"].create([{"name": f"Nadawca nr {index}"} for index in range(200)])
    env.flush_all()
    own = {
        "register_id": f"{register.id}", "register_number": "number", "register_year": "2026",
        "register_ref": "'POMIAR/' || number || '/2026'", "register_date": "date '2026-01-01' + mod(number, 300)",
        "registered_at": "timestamp '2026-01-01 08:00' + number * interval '1 minute'",
        "title": "'Wniosek o wydanie zaświadczenia nr ' || number", "document_uid": "'POMIAR-' || number",
        "is_cancelled": "mod(number, 50) = 0", "partner_id": f"{partners[0].id} + mod(number, 200)",
        "cancel_reason": "CASE WHEN mod(number, 50) = 0 THEN 'Zarejestrowano dwa razy' END",
    }
    env.cr.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = 'biuro_letter' AND column_name != 'id'")
    names = [name for name, in env.cr.fetchall()]
    columns, values = ", ".join(names), ", ".join(own.get(name, f"letter.{name}") for name in names)
    env.cr.execute(
        f"INSERT INTO biuro_letter ({columns}) SELECT {values} FROM biuro_letter letter,"  # noqa: S608
        " generate_series(1, %s) AS number WHERE letter.id = %s", [count, letter.id])
    env.cr.execute("ANALYZE biuro_letter")
    env.invalidate_all(flush=False)
    return register


def book(env, register, last):
    """Return (seconds, MB, bytes) of the book of the entries up to a day."""
    wizard = env["biuro.register.book"].create({
        "register_id": register.id, "date_from": "2026-01-01", "date_to": last,
    })
    env.flush_all()
    gc.collect()
    with Memory() as memory:
        start = time.perf_counter()
        content, _kind = env["ir.actions.report"]._render_xlsx(
            "biuro_kancelaria.biuro_register_book_xlsx", wizard.ids, {})
        seconds = time.perf_counter() - start
    return seconds, memory.peak, content


def bare(register):
    """Return the seconds that XlsxWriter takes for the same cells."""
    names = [name for name, _label in register._get_book_columns()]
    rows = list(register._iterate_book("2026-01-01", "2026-12-31", names))
    kinds = [register._get_model()._fields[name].type for name in names]
    start = time.perf_counter()
    workbook = xlsxwriter.Workbook(io.BytesIO(), {"constant_memory": True})
    sheet = workbook.add_worksheet()
    formats = {
        (cancelled, kind): workbook.add_format({"font_strikeout": cancelled, "num_format": number_format})
        for cancelled in (False, True)
        for kind, number_format in (("date", "dd.mm.yyyy"), ("datetime", "dd.mm.yyyy hh:mm"), ("", "General"))
    }
    for index, (cancelled, values) in enumerate(rows):
        for column, value in enumerate(values):
            if value is not None:
                kind = kinds[column]
                cell_format = formats[cancelled, kind if kind in ("date", "datetime") else ""]
                if kind in ("date", "datetime"):
                    sheet.write_datetime(index, column, value, cell_format)
                elif kind in ("integer", "float", "monetary"):
                    sheet.write_number(index, column, value, cell_format)
                else:
                    sheet.write_string(index, column, value, cell_format)
    workbook.close()
    return time.perf_counter() - start


def main():
    table = Table(
        "Register book",
        "The book of one year as XLSX, against bare XlsxWriter writing the same cells. Rows are read and written in\n"
        "turn: memory beyond that of a tenth of the rows, and of the file itself, must not grow.",
    )
    with office() as env:
        register = fill(env, ROWS)
        _seconds, few_memory, _content = book(env, register, "2026-01-30")  # a tenth of the year
        seconds, memory, content = book(env, register, "2026-12-31")
        baseline = bare(register)
    growth = memory - few_memory - 2 * len(content) / 2**20
    table.row(f"Book of {ROWS:_} rows / bare XlsxWriter".replace("_", " "), seconds / baseline, 2.5,
              more=f"{seconds:.1f} s to {baseline:.1f} s, file of {len(content) / 2**20:.1f} MB")
    table.row("Memory for all rows beyond that for a tenth of them and the file", round(growth), 20, unit=" MB",
              more=f"{memory:.0f} MB for all rows, {few_memory:.0f} MB before for a tenth")
    table.end()


if __name__ == "__main__":
    main()
