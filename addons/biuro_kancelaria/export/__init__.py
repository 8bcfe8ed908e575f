"""Packages for the archives and the courts (paczka archiwalna, eADM): plain Python, no database.

``metadata`` turns plain dictionaries into the XML of one document or case in the order the annex gives; ``package``
checks names and links and writes one uncompressed tar. Sources: NOS (Dz.U. 2006 nr 206 poz. 1519), NES (poz. 1517),
EADM (Dz.U. 2019 poz. 1003).
"""
