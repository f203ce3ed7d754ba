# The scopes: accounts and regions.

variable "regions" {
  description = "Regions to scan in every account; empty for the region that Muster is deployed in. Each other region needs modules/spoke, for the probe and events."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for region in var.regions : can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]{1,2}$", region))])
    error_message = "regions must contain only region codes, such as eu-central-1."
  }

  validation {
    condition     = length(distinct(var.regions)) == length(var.regions)
    error_message = "regions must not contain a region twice."
  }
}

variable "accounts" {
  description = "IDs of the accounts to scan; include this account if it is to be scanned. Empty for this account alone. Each other account needs modules/spoke."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for account in var.accounts : can(regex("^[0-9]{12}$", account))])
    error_message = "accounts must contain only account IDs of twelve digits."
  }

  validation {
    condition     = length(distinct(var.accounts)) == length(var.accounts)
    error_message = "accounts must not contain an account twice."
  }
}

variable "organization" {
  description = "Whether every active account of the organization is scanned, instead of accounts. Needs organization_id, and a deployment in the management account or in a delegated administrator account."
  type        = bool
  default     = false
  nullable    = false

  validation {
    condition     = !var.organization || var.organization_id != null
    error_message = "organization needs organization_id, because the roles and the event bus trust only this organization."
  }

  validation {
    condition     = !var.organization || length(var.accounts) == 0
    error_message = "organization scans every account, so accounts must be empty."
  }
}

variable "exclude_accounts" {
  description = "IDs of accounts that are not scanned, of accounts or of the organization, such as the management account, which has no spoke."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for account in var.exclude_accounts : can(regex("^[0-9]{12}$", account))])
    error_message = "exclude_accounts must contain only account IDs of twelve digits."
  }
}

variable "organization_id" {
  description = "ID of the organization, such as o-a1b2c3d4e5; principals outside it are not trusted. Null if there is no organization."
  type        = string
  default     = null

  validation {
    condition     = var.organization_id == null ? true : can(regex("^o-[a-z0-9]{10,32}$", var.organization_id))
    error_message = "organization_id must be the ID of an organization, such as o-a1b2c3d4e5: aws organizations describe-organization prints it."
  }
}

variable "probe_document_hashes" {
  description = "Hashes of the probe's document in spokes, by account and region as in 123456789012/eu-west-1: the output document_hash of modules/spoke. A command for a document with another hash is refused. Of a spoke that is left out, the hash is read at the start of each run."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for scope, hash in var.probe_document_hashes : can(regex("^[0-9]{12}/[a-z]{2}(-[a-z]+)+-[0-9]{1,2}$", scope)) && can(regex("^[0-9A-Fa-f]{64}$", hash))])
    error_message = "probe_document_hashes must map an account and region, such as 123456789012/eu-west-1, to a SHA-256 hash of 64 hexadecimal digits."
  }

  validation {
    condition     = length(var.probe_document_hashes) <= 20
    error_message = "probe_document_hashes must have at most 20 entries, because an environment has 4 KB: leave out the spokes that change most often."
  }
}

variable "spoke_role" {
  description = "Name of the role that the functions assume in other accounts; modules/spoke creates it."
  type        = string
  default     = "muster-spoke"
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9+=,.@_-]{1,64}$", var.spoke_role))
    error_message = "spoke_role must be 1 to 64 letters, digits and the signs + = , . @ _ -"
  }
}
