{
    "name": "Biuro: Company Social Fund",
    "version": "19.0.1.0.0",
    "category": "Services/Biuro",
    "summary": "The law of the company social fund (ZFŚS): charge, brackets, tax split, housing loans",
    "author": "Biuro",
    "license": "AGPL-3",
    "depends": [
        "biuro_kancelaria",
    ],
    "data": [
        "data/biuro_rate_data.xml",
    ],
}
