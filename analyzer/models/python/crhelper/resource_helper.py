from crhelper import FAILED, SUCCESS, CfnResource
