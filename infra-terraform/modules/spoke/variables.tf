variable "hub" {
  description = "The deployment that scans this account and region: the output hub of infra-terraform."
  type = object({
    account         = string
    region          = string
    regions         = list(string)
    organization_id = optional(string)
    role_arns       = list(string)
    event_bus_arn   = string
    probe_document  = string
  })

  validation {
    condition     = can(regex("^[0-9]{12}$", var.hub.account)) && can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]{1,2}$", var.hub.region))
    error_message = "hub is not the output hub of infra-terraform: terraform -chdir=infra-terraform output -json hub prints it."
  }

  validation {
    condition     = length(var.hub.role_arns) > 0 && alltrue([for arn in var.hub.role_arns : can(regex("^arn:[a-z-]+:iam::${var.hub.account}:role/", arn))])
    error_message = "hub.role_arns are roles of the hub's account, and no others."
  }

  validation {
    condition     = var.hub.event_bus_arn != null ? can(regex(":event-bus/", var.hub.event_bus_arn)) : false
    error_message = "hub.event_bus_arn is no event bus: apply infra-terraform first, with the accounts or regions that are to be looked at."
  }
}

variable "role_name" {
  description = "Name of the role that the hub assumes here: infra-terraform's spoke_role. Null for none, as in an account's second region and in the hub's own account."
  type        = string
  default     = null
}
