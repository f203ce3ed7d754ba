# The settings as separate variables, as they were before the variable settings. The next version removes them.

variable "workload_tag_key" {
  description = "Deprecated: settings.workload_tag_key."
  type        = string
  default     = null
}

variable "owner_tag_key" {
  description = "Deprecated: settings.owner_tag_key."
  type        = string
  default     = null
}

variable "runbook_tag_key" {
  description = "Deprecated: settings.runbook_tag_key."
  type        = string
  default     = null
}

variable "public_tag_key" {
  description = "Deprecated: settings.public_tag_key."
  type        = string
  default     = null
}

variable "admin_ports" {
  description = "Deprecated: settings.admin_ports."
  type        = list(number)
  default     = null
}

variable "image_maximum_age_days" {
  description = "Deprecated: settings.image_maximum_age_days."
  type        = number
  default     = null
}

variable "snapshot_maximum_age_days" {
  description = "Deprecated: settings.snapshot_maximum_age_days."
  type        = number
  default     = null
}

variable "stopped_maximum_days" {
  description = "Deprecated: settings.stopped_maximum_days."
  type        = number
  default     = null
}

variable "minimum_zones" {
  description = "Deprecated: settings.minimum_zones."
  type        = number
  default     = null
}

variable "minimum_group_size" {
  description = "Deprecated: settings.minimum_group_size."
  type        = number
  default     = null
}

variable "like_for_like_percent" {
  description = "Deprecated: settings.like_for_like_percent."
  type        = number
  default     = null
}

variable "guest_maximum_age_hours" {
  description = "Deprecated: settings.guest_maximum_age_hours."
  type        = number
  default     = null
}

variable "filesystem_maximum_percent" {
  description = "Deprecated: settings.filesystem_maximum_percent."
  type        = number
  default     = null
}

variable "filesystem_minimum_days" {
  description = "Deprecated: settings.filesystem_minimum_days."
  type        = number
  default     = null
}

variable "failed_logins_maximum" {
  description = "Deprecated: settings.failed_logins_maximum."
  type        = number
  default     = null
}

variable "root_login_days" {
  description = "Deprecated: settings.root_login_days."
  type        = number
  default     = null
}

variable "log_error_days" {
  description = "Deprecated: settings.log_error_days."
  type        = number
  default     = null
}

variable "log_file_maximum_mib" {
  description = "Deprecated: settings.log_file_maximum_mib."
  type        = number
  default     = null
}

variable "log_share_maximum_percent" {
  description = "Deprecated: settings.log_share_maximum_percent."
  type        = number
  default     = null
}

variable "clock_offset_maximum_milliseconds" {
  description = "Deprecated: settings.clock_offset_maximum_milliseconds."
  type        = number
  default     = null
}

variable "log_instance_pattern" {
  description = "Deprecated: settings.log_instance_pattern."
  type        = string
  default     = null
}

variable "log_maximum_age_hours" {
  description = "Deprecated: settings.log_maximum_age_hours."
  type        = number
  default     = null
}

variable "log_silence_hours" {
  description = "Deprecated: settings.log_silence_hours."
  type        = number
  default     = null
}

variable "log_retention_minimum_days" {
  description = "Deprecated: settings.log_retention_minimum_days."
  type        = number
  default     = null
}

variable "log_retention_maximum_days" {
  description = "Deprecated: settings.log_retention_maximum_days."
  type        = number
  default     = null
}

variable "log_idle_days" {
  description = "Deprecated: settings.log_idle_days."
  type        = number
  default     = null
}

variable "log_server_errors_percent" {
  description = "Deprecated: settings.log_server_errors_percent."
  type        = number
  default     = null
}

variable "log_saving_minimum_usd" {
  description = "Deprecated: settings.log_saving_minimum_usd."
  type        = number
  default     = null
}

variable "log_group_prefixes" {
  description = "Deprecated: settings.log_group_prefixes."
  type        = list(string)
  default     = null
}

variable "log_group_excluded" {
  description = "Deprecated: settings.log_group_excluded."
  type        = list(string)
  default     = null
}

variable "log_group_tag" {
  description = "Deprecated: settings.log_group_tag."
  type        = string
  default     = null
}

variable "log_group_classes" {
  description = "Deprecated: settings.log_group_classes."
  type        = list(string)
  default     = null
}

variable "log_access_names" {
  description = "Deprecated: settings.log_access_names."
  type        = list(string)
  default     = null
}

variable "log_queries" {
  description = "Deprecated: settings.log_queries."
  type        = number
  default     = null
}

variable "log_scan_maximum_gib" {
  description = "Deprecated: settings.log_scan_maximum_gib."
  type        = number
  default     = null
}

variable "log_lookback_hours" {
  description = "Deprecated: settings.log_lookback_hours."
  type        = number
  default     = null
}

variable "log_overlap_hours" {
  description = "Deprecated: settings.log_overlap_hours."
  type        = number
  default     = null
}

variable "probe_document" {
  description = "Deprecated: settings.probe_document."
  type        = string
  default     = null
}

variable "probe_concurrency" {
  description = "Deprecated: settings.probe_concurrency."
  type        = number
  default     = null
}

variable "probe_calls_per_second" {
  description = "Deprecated: settings.probe_calls_per_second."
  type        = number
  default     = null
}

locals {
  # Those that are given. They win over the object, whose members always have a value.
  former_settings = { for name, value in {
    workload_tag_key                  = var.workload_tag_key
    owner_tag_key                     = var.owner_tag_key
    runbook_tag_key                   = var.runbook_tag_key
    public_tag_key                    = var.public_tag_key
    admin_ports                       = var.admin_ports
    image_maximum_age_days            = var.image_maximum_age_days
    snapshot_maximum_age_days         = var.snapshot_maximum_age_days
    stopped_maximum_days              = var.stopped_maximum_days
    minimum_zones                     = var.minimum_zones
    minimum_group_size                = var.minimum_group_size
    like_for_like_percent             = var.like_for_like_percent
    guest_maximum_age_hours           = var.guest_maximum_age_hours
    filesystem_maximum_percent        = var.filesystem_maximum_percent
    filesystem_minimum_days           = var.filesystem_minimum_days
    failed_logins_maximum             = var.failed_logins_maximum
    root_login_days                   = var.root_login_days
    log_error_days                    = var.log_error_days
    log_file_maximum_mib              = var.log_file_maximum_mib
    log_share_maximum_percent         = var.log_share_maximum_percent
    clock_offset_maximum_milliseconds = var.clock_offset_maximum_milliseconds
    log_instance_pattern              = var.log_instance_pattern
    log_maximum_age_hours             = var.log_maximum_age_hours
    log_silence_hours                 = var.log_silence_hours
    log_retention_minimum_days        = var.log_retention_minimum_days
    log_retention_maximum_days        = var.log_retention_maximum_days
    log_idle_days                     = var.log_idle_days
    log_server_errors_percent         = var.log_server_errors_percent
    log_saving_minimum_usd            = var.log_saving_minimum_usd
    log_group_prefixes                = var.log_group_prefixes
    log_group_excluded                = var.log_group_excluded
    log_group_tag                     = var.log_group_tag
    log_group_classes                 = var.log_group_classes
    log_access_names                  = var.log_access_names
    log_queries                       = var.log_queries
    log_scan_maximum_gib              = var.log_scan_maximum_gib
    log_lookback_hours                = var.log_lookback_hours
    log_overlap_hours                 = var.log_overlap_hours
    probe_document                    = var.probe_document
    probe_concurrency                 = var.probe_concurrency
    probe_calls_per_second            = var.probe_calls_per_second
  } : name => value if value != null }
}

check "former_settings" {
  assert {
    condition     = length(local.former_settings) == 0
    error_message = "The next version removes these variables; set them as members of settings instead: ${join(", ", keys(local.former_settings))}."
  }
}
