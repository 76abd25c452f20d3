# Makes calls of its own that are not modelled: said where it is imported.
from __native__ import report

report("`pyqldb` calls QLDB by itself: state what it needs with a hint")
