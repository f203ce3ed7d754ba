# One account, two regions. Muster itself is in eu-central-1:
#
#   AWS_REGION=eu-central-1 terraform -chdir=infra-terraform apply -var-file=examples/one-account/hub.tfvars
#   terraform -chdir=infra-terraform output -json hub | jq '{hub: .}' > infra-terraform/examples/one-account/hub.auto.tfvars.json
#   terraform -chdir=infra-terraform/examples/one-account init
#   terraform -chdir=infra-terraform/examples/one-account apply
#
# For a single region this is not needed.

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
  alias  = "virginia"
  region = "us-east-1"

  default_tags {
    tags = { Application = "muster" }
  }
}

variable "hub" {
  description = "The output hub of infra-terraform."
  type        = any
}

module "virginia" {
  source    = "../../modules/spoke"
  providers = { aws = aws.virginia }

  hub = var.hub
}
