# Which log groups are analysed, and how much may be asked: names, meanings and defaults as in docs/checks.md.

variable "log_group_prefixes" {
  description = "Log groups that are analysed, by how their names begin; * for all."
  type        = list(string)
  default     = ["*"]
  nullable    = false

  validation {
    condition     = length(var.log_group_prefixes) > 0 && alltrue([for word in var.log_group_prefixes : can(regex("^[^, ]+$", word))])
    error_message = "log_group_prefixes is one or more beginnings of names, without commas and spaces."
  }
}

variable "log_group_excluded" {
  description = "Log groups that are not analysed, by how their names begin: Muster's own."
  type        = list(string)
  default     = ["/aws/lambda/muster-"]
  nullable    = false

  validation {
    condition     = length(var.log_group_excluded) > 0 && alltrue([for word in var.log_group_excluded : can(regex("^[^, ]+$", word))])
    error_message = "log_group_excluded is one or more beginnings of names, without commas and spaces."
  }
}

variable "log_group_tag" {
  description = "Tag of the log groups that are analysed, as key or key=value, or * for all; costs a call for each group."
  type        = string
  default     = "*"
  nullable    = false

  validation {
    condition     = length(trimspace(var.log_group_tag)) > 0 && length(var.log_group_tag) <= 385
    error_message = "log_group_tag is a tag's key, or key=value, or *."
  }
}

variable "log_group_classes" {
  description = "Classes of the log groups that are analysed."
  type        = list(string)
  default     = ["STANDARD", "INFREQUENT_ACCESS"]
  nullable    = false

  validation {
    condition     = length(var.log_group_classes) > 0 && alltrue([for class in var.log_group_classes : contains(["STANDARD", "INFREQUENT_ACCESS", "DELIVERY"], class)])
    error_message = "log_group_classes is one or more of STANDARD, INFREQUENT_ACCESS and DELIVERY."
  }
}

variable "log_access_names" {
  description = "Words in the names of log groups that hold access logs, whose requests are counted."
  type        = list(string)
  default     = ["access", "nginx", "apache", "httpd"]
  nullable    = false

  validation {
    condition     = length(var.log_access_names) > 0 && alltrue([for word in var.log_access_names : can(regex("^[^, ]+$", word))])
    error_message = "log_access_names is one or more words, without commas and spaces."
  }
}

variable "log_queries" {
  description = "How many queries of Logs Insights run at a time, of the account's 100."
  type        = number
  default     = 5
  nullable    = false

  validation {
    condition     = var.log_queries >= 1 && var.log_queries <= 50 && floor(var.log_queries) == var.log_queries
    error_message = "log_queries is a whole number of queries from 1 to 50."
  }
}

variable "log_scan_maximum_gib" {
  description = "What one run scans at most before it starts no further query; GiB."
  type        = number
  default     = 10
  nullable    = false

  validation {
    condition     = var.log_scan_maximum_gib >= 1 && var.log_scan_maximum_gib <= 100000 && floor(var.log_scan_maximum_gib) == var.log_scan_maximum_gib
    error_message = "log_scan_maximum_gib is a whole number of GiB from 1 to 100000."
  }
}

variable "log_lookback_hours" {
  description = "How far back an analysis looks at most; hours."
  type        = number
  default     = 24
  nullable    = false

  validation {
    condition     = var.log_lookback_hours >= 1 && var.log_lookback_hours <= 168 && floor(var.log_lookback_hours) == var.log_lookback_hours
    error_message = "log_lookback_hours is a whole number of hours from 1 to 168."
  }
}

variable "log_overlap_hours" {
  description = "How late an event may arrive and still be counted; hours."
  type        = number
  default     = 2
  nullable    = false

  validation {
    condition     = var.log_overlap_hours >= 0 && var.log_overlap_hours <= 48 && floor(var.log_overlap_hours) == var.log_overlap_hours
    error_message = "log_overlap_hours is a whole number of hours from 0 to 48."
  }
}
