# A scope's region other than the hub's own: the document that carries the probe, and rules that forward events to the
# hub. In another account, once, also the role that the hub assumes (role.tf).

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}

locals {
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition
  # The attribute that both major versions of the provider have.
  region = data.aws_region.current.id
}

module "contract" {
  source = "../contract"

  probe_document = var.hub.probe_document
}

resource "aws_ssm_document" "guest_probe" {
  name            = var.hub.probe_document
  document_type   = "Command"
  document_format = "JSON"
  target_type     = "/AWS::EC2::Instance"
  content         = file("${path.module}/../../documents/guest-probe.json")

  lifecycle {
    precondition {
      condition     = local.account != var.hub.account || local.region != var.hub.region
      error_message = "The hub's own region already has these resources: give the module a provider for another region or account."
    }
    precondition {
      condition     = local.account == var.hub.account ? var.role_name == null : true
      error_message = "The hub's own account needs no role: leave role_name out."
    }
    precondition {
      condition     = contains(var.hub.regions, local.region)
      error_message = "The hub does not scan ${local.region}: add it to the variable regions of the hub."
    }
  }
}
