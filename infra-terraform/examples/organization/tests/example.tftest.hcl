# What the example would make, with AWS's answers made up.

mock_provider "aws" {
  alias = "hub_virginia"

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

mock_provider "aws" {
  alias = "shop_frankfurt"

  mock_data "aws_caller_identity" {
    defaults = { account_id = "444455556666" }
  }

  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }

  mock_data "aws_region" {
    defaults = { id = "eu-central-1" }
  }

  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::444455556666:role/muster-spoke" }
  }
}

mock_provider "aws" {
  alias = "shop_virginia"

  mock_data "aws_caller_identity" {
    defaults = { account_id = "444455556666" }
  }

  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }

  mock_data "aws_region" {
    defaults = { id = "us-east-1" }
  }

  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::444455556666:role/forward" }
  }
}

variables {
  hub = {
    account         = "111122223333"
    region          = "eu-central-1"
    regions         = ["eu-central-1", "us-east-1"]
    organization_id = "o-a1b2c3d4e5"
    role_arns       = ["arn:aws:iam::111122223333:role/muster-fleet-scan"]
    event_bus_arn   = "arn:aws:events:eu-central-1:111122223333:event-bus/muster-spokes"
    probe_document  = "muster-guest-probe"
  }
}

run "one_role_for_each_account" {
  assert {
    condition     = module.shop_frankfurt.role_arn == "arn:aws:iam::444455556666:role/muster-spoke"
    error_message = "An account has the role once."
  }

  assert {
    condition     = module.shop_virginia.role_arn == null && module.hub_virginia.role_arn == null
    error_message = "Its other regions, and the hub's, have none."
  }
}
