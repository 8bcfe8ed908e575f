{
    "name": "Biuro: Press Office",
    "version": "19.0.1.0.0",
    "category": "Services/Biuro",
    "summary": "The law of press, publications and ceremonies: terms, corrections, legal deposit, mass events",
    "author": "Biuro",
    "license": "AGPL-3",
    "depends": [
        "biuro_kancelaria",
    ],
    "data": [
        "data/biuro_deadline_rule_data.xml",
    ],
}
