# The scopes: accounts and regions.

variable "regions" {
  description = "Regions to look at, in every account; empty for the region that Muster is deployed in. Each other one needs modules/spoke, for its guests and events."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for region in var.regions : can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]{1,2}$", region))])
    error_message = "regions has something that is no region's code, such as eu-central-1."
  }

  validation {
    condition     = length(distinct(var.regions)) == length(var.regions)
    error_message = "regions names a region twice."
  }
}

variable "accounts" {
  description = "Accounts to look at, this one among them if it is meant; empty for this account alone. Each other one needs modules/spoke."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for account in var.accounts : can(regex("^[0-9]{12}$", account))])
    error_message = "accounts has something that is no account's number: twelve digits."
  }

  validation {
    condition     = length(distinct(var.accounts)) == length(var.accounts)
    error_message = "accounts names an account twice."
  }
}

variable "organization" {
  description = "Whether every active account of the organisation is looked at, in place of accounts. Needs organization_id, and a deployment in the management account or one that administers by delegation."
  type        = bool
  default     = false
  nullable    = false

  validation {
    condition     = !var.organization || var.organization_id != null
    error_message = "organization needs organization_id, for the roles and the event bus trust it alone."
  }

  validation {
    condition     = !var.organization || length(var.accounts) == 0
    error_message = "organization takes every account, so that accounts must be empty."
  }
}

variable "organization_id" {
  description = "Id of the organisation, such as o-a1b2c3d4e5: nothing outside it is trusted. Null where there is none."
  type        = string
  default     = null

  validation {
    condition     = var.organization_id == null ? true : can(regex("^o-[a-z0-9]{10,32}$", var.organization_id))
    error_message = "organization_id is none, such as o-a1b2c3d4e5: aws organizations describe-organization says it."
  }
}

variable "spoke_role" {
  description = "Name of the role that the functions assume in other accounts; modules/spoke makes it."
  type        = string
  default     = "muster-spoke"
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9+=,.@_-]{1,64}$", var.spoke_role))
    error_message = "spoke_role is 1 to 64 letters, digits and the signs + = , . @ _ -"
  }
}
