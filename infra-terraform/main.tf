# Region and credentials come from the environment (AWS_REGION, AWS_PROFILE, AWS_ENDPOINT_URL), as for the AWS CLI.
provider "aws" {
  default_tags {
    tags = merge({ Application = "muster" }, var.tags)
  }
}

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}

locals {
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition
  # The attribute that both major versions of the provider have.
  region = data.aws_region.current.id

  regions = length(var.regions) > 0 ? var.regions : [local.region]
}
