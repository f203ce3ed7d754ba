# Integrations that receive the events of a deployed Muster. Apply this configuration in the account and region of Muster, or copy the files that you want:
#
#   terraform -chdir=infra-terraform/examples/integrations init
#   terraform -chdir=infra-terraform/examples/integrations apply
#
# docs/integrations.md describes each file and what it sends.

terraform {
  required_version = ">= 1.10"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 7"
    }
  }
}

provider "aws" {
  default_tags {
    tags = { Application = "muster" }
  }
}

variable "name" {
  description = "Prefix of the names of all resources."
  type        = string
  default     = "muster"
  nullable    = false
}

variable "event_bus" {
  description = "Event bus of Muster: the value of its variable event_bus."
  type        = string
  default     = "default"
  nullable    = false
}

locals {
  here      = data.aws_region.current
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition
  region    = try(local.here.region, local.here.id)

  # Who may take a role: a service, and in this account only.
  assumed_by = { for service in ["events", "states"] : service => jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "${service}.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
    }]
  }) }

  # Only values in which no quote can be: EventBridge does not escape them.
  finding_paths = {
    account  = "$.detail.account"
    check    = "$.detail.check"
    finding  = "$.detail.id"
    region   = "$.detail.region"
    resource = "$.detail.resource.id"
    severity = "$.detail.severity"
    title    = "$.detail.title"
  }
}

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}
