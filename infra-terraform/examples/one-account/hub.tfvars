# Variables of infra-terraform: one account, two regions.
regions               = ["eu-central-1", "us-east-1"]
alarm_email_addresses = ["on-call@example.org"]
