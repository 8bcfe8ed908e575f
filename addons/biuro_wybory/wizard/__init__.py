from . import biuro_wybory_lawnik_step
