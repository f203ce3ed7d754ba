# An organization: Muster in account 111122223333 and region eu-central-1 scans two accounts in two regions.
#
#   AWS_REGION=eu-central-1 terraform -chdir=infra-terraform apply -var-file=examples/organization/hub.tfvars
#   terraform -chdir=infra-terraform output -json hub | jq '{hub: .}' > infra-terraform/examples/organization/hub.auto.tfvars.json
#   terraform -chdir=infra-terraform/examples/organization init
#   terraform -chdir=infra-terraform/examples/organization apply
#
# Apply the hub first: the trust policy of a spoke's role names the hub's roles, which must exist. If a landing zone creates
# your accounts, let it apply modules/spoke with the same two arguments.

terraform {
  required_version = ">= 1.10"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 7"
    }
  }
}

variable "hub" {
  description = "The output hub of infra-terraform."
  type        = any
}

variable "deployment_role" {
  description = "Role that Terraform assumes in each account."
  type        = string
  default     = "OrganizationAccountAccessRole"
}

# The hub's own account, in its second region: the document and the events, no role.

provider "aws" {
  alias  = "hub_virginia"
  region = "us-east-1"

  default_tags {
    tags = { Application = "muster" }
  }
}

module "hub_virginia" {
  source    = "../../modules/spoke"
  providers = { aws = aws.hub_virginia }

  hub = var.hub
}

# Another account: the role once, in the first of its regions.

provider "aws" {
  alias  = "shop_frankfurt"
  region = "eu-central-1"

  assume_role {
    role_arn = "arn:aws:iam::444455556666:role/${var.deployment_role}"
  }

  default_tags {
    tags = { Application = "muster" }
  }
}

provider "aws" {
  alias  = "shop_virginia"
  region = "us-east-1"

  assume_role {
    role_arn = "arn:aws:iam::444455556666:role/${var.deployment_role}"
  }

  default_tags {
    tags = { Application = "muster" }
  }
}

module "shop_frankfurt" {
  source    = "../../modules/spoke"
  providers = { aws = aws.shop_frankfurt }

  hub       = var.hub
  role_name = "muster-spoke"
}

module "shop_virginia" {
  source    = "../../modules/spoke"
  providers = { aws = aws.shop_virginia }

  hub = var.hub
}
