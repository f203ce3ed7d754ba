variable "hub" {
  description = "The output hub of the deployment of infra-terraform that scans this account and region."
  type = object({
    account         = string
    region          = string
    regions         = list(string)
    organization_id = optional(string)
    role_arns       = list(string)
    event_bus_arn   = string
    probe_document  = string
    # As in hubs from before it; then each log group can be queried.
    log_group_prefixes = optional(list(string), [])
  })

  validation {
    condition     = can(regex("^[0-9]{12}$", var.hub.account)) && can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]{1,2}$", var.hub.region))
    error_message = "hub must be the output hub of infra-terraform: terraform -chdir=infra-terraform output -json hub prints it."
  }

  validation {
    condition     = length(var.hub.role_arns) > 0 && alltrue([for arn in var.hub.role_arns : can(regex("^arn:[a-z-]+:iam::${var.hub.account}:role/", arn))])
    error_message = "hub.role_arns must contain only roles of the hub's account."
  }

  validation {
    condition     = var.hub.event_bus_arn != null ? can(regex(":event-bus/", var.hub.event_bus_arn)) : false
    error_message = "hub.event_bus_arn must be the ARN of an event bus: apply infra-terraform first, with the accounts and regions to scan."
  }
}

variable "role_name" {
  description = "Name of the role that the hub assumes: the value of spoke_role in infra-terraform. Null for no role, as in an account's further regions and in the hub's own account."
  type        = string
  default     = null
}
