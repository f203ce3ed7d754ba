# What the example would make, with AWS's answers made up.

mock_provider "aws" {
  alias = "virginia"

  mock_data "aws_caller_identity" {
    defaults = { account_id = "111122223333" }
  }

  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }

  mock_data "aws_region" {
    defaults = { id = "us-east-1" }
  }

  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::111122223333:role/forward" }
  }
}

variables {
  hub = {
    account         = "111122223333"
    region          = "eu-central-1"
    regions         = ["eu-central-1", "us-east-1"]
    organization_id = null
    role_arns       = ["arn:aws:iam::111122223333:role/muster-fleet-scan"]
    event_bus_arn   = "arn:aws:events:eu-central-1:111122223333:event-bus/muster-spokes"
    probe_document  = "muster-guest-probe"
  }
}

run "the_document_and_the_events_but_no_role" {
  assert {
    condition     = module.virginia.document == "muster-guest-probe" && module.virginia.role_arn == null
    error_message = "In its own account the hub needs no role."
  }
}
