# Variables of infra-terraform: every account of an organization, in two regions. Muster is in an account of its own that
# is a delegated administrator of the organization:
#
#   aws organizations describe-organization --query Organization.Id
organization           = true
organization_id        = "o-a1b2c3d4e5"
regions                = ["eu-central-1", "us-east-1"]
notice_severity        = "CRITICAL"
notice_email_addresses = ["platform@example.org"]
alarm_email_addresses  = ["on-call@example.org"]
