from . import biuro_media_law
