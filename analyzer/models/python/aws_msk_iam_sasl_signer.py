# Makes calls of its own that are not modelled: said where it is imported.
from __native__ import report

report("`aws_msk_iam_sasl_signer` calls MSK by itself: state what it needs with a hint")
