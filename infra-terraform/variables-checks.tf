# The limits that the checks judge by: names, meanings and defaults as in docs/checks.md.

variable "workload_tag_key" {
  description = "Tag whose value names an instance's workload."
  type        = string
  default     = "workload"
  nullable    = false

  validation {
    condition     = length(trimspace(var.workload_tag_key)) > 0 && length(var.workload_tag_key) <= 128
    error_message = "workload_tag_key is a tag's key of 1 to 128 characters."
  }
}

variable "owner_tag_key" {
  description = "Tag that names who answers for a workload."
  type        = string
  default     = "owner"
  nullable    = false

  validation {
    condition     = length(trimspace(var.owner_tag_key)) > 0 && length(var.owner_tag_key) <= 128
    error_message = "owner_tag_key is a tag's key of 1 to 128 characters."
  }
}

variable "runbook_tag_key" {
  description = "Tag that says where a workload's runbook is."
  type        = string
  default     = "runbook"
  nullable    = false

  validation {
    condition     = length(trimspace(var.runbook_tag_key)) > 0 && length(var.runbook_tag_key) <= 128
    error_message = "runbook_tag_key is a tag's key of 1 to 128 characters."
  }
}

variable "public_tag_key" {
  description = "Tag that, with the value true, says a public address is meant."
  type        = string
  default     = "public"
  nullable    = false

  validation {
    condition     = length(trimspace(var.public_tag_key)) > 0 && length(var.public_tag_key) <= 128
    error_message = "public_tag_key is a tag's key of 1 to 128 characters."
  }
}

variable "admin_ports" {
  description = "Ports that nobody outside may reach: SSH, RDP, WinRM."
  type        = list(number)
  default     = [22, 3389, 5985, 5986]
  nullable    = false

  validation {
    condition     = length(var.admin_ports) > 0 && alltrue([for port in var.admin_ports : port >= 0 && port <= 65535 && floor(port) == port])
    error_message = "admin_ports is one or more TCP ports, each from 0 to 65535."
  }
}

variable "image_maximum_age_days" {
  description = "Age from which an image counts as old; days."
  type        = number
  default     = 180
  nullable    = false

  validation {
    condition     = var.image_maximum_age_days >= 1 && var.image_maximum_age_days <= 3650 && floor(var.image_maximum_age_days) == var.image_maximum_age_days
    error_message = "image_maximum_age_days is a whole number of days from 1 to 3650."
  }
}

variable "snapshot_maximum_age_days" {
  description = "Age from which a volume's newest snapshot is too old; days."
  type        = number
  default     = 7
  nullable    = false

  validation {
    condition     = var.snapshot_maximum_age_days >= 1 && var.snapshot_maximum_age_days <= 3650 && floor(var.snapshot_maximum_age_days) == var.snapshot_maximum_age_days
    error_message = "snapshot_maximum_age_days is a whole number of days from 1 to 3650."
  }
}

variable "stopped_maximum_days" {
  description = "How long an instance may stay stopped while its volumes are paid; days."
  type        = number
  default     = 14
  nullable    = false

  validation {
    condition     = var.stopped_maximum_days >= 0 && var.stopped_maximum_days <= 3650 && floor(var.stopped_maximum_days) == var.stopped_maximum_days
    error_message = "stopped_maximum_days is a whole number of days from 0 to 3650."
  }
}

variable "minimum_zones" {
  description = "Availability zones that a workload spreads over."
  type        = number
  default     = 2
  nullable    = false

  validation {
    condition     = var.minimum_zones >= 1 && var.minimum_zones <= 10 && floor(var.minimum_zones) == var.minimum_zones
    error_message = "minimum_zones is a whole number of zones from 1 to 10."
  }
}

variable "minimum_group_size" {
  description = "Smallest size that an Auto Scaling group may shrink to."
  type        = number
  default     = 2
  nullable    = false

  validation {
    condition     = var.minimum_group_size >= 1 && var.minimum_group_size <= 1000 && floor(var.minimum_group_size) == var.minimum_group_size
    error_message = "minimum_group_size is a whole number of instances from 1 to 1000."
  }
}

variable "like_for_like_percent" {
  description = "Share of a baseline bandwidth that a Graviton target must reach; percent."
  type        = number
  default     = 90
  nullable    = false

  validation {
    condition     = var.like_for_like_percent >= 1 && var.like_for_like_percent <= 100 && floor(var.like_for_like_percent) == var.like_for_like_percent
    error_message = "like_for_like_percent is a whole number of percent from 1 to 100."
  }
}

variable "guest_maximum_age_hours" {
  description = "Age from which a guest's answer is too old to judge by; hours."
  type        = number
  default     = 48
  nullable    = false

  validation {
    condition     = var.guest_maximum_age_hours >= 1 && var.guest_maximum_age_hours <= 8760 && floor(var.guest_maximum_age_hours) == var.guest_maximum_age_hours
    error_message = "guest_maximum_age_hours is a whole number of hours from 1 to 8760."
  }
}

variable "filesystem_maximum_percent" {
  description = "Share of space or inodes in use from which a file system is too full; percent."
  type        = number
  default     = 85
  nullable    = false

  validation {
    condition     = var.filesystem_maximum_percent >= 1 && var.filesystem_maximum_percent <= 100 && floor(var.filesystem_maximum_percent) == var.filesystem_maximum_percent
    error_message = "filesystem_maximum_percent is a whole number of percent from 1 to 100."
  }
}

variable "filesystem_minimum_days" {
  description = "Shortest time in which a file system may fill up; days."
  type        = number
  default     = 14
  nullable    = false

  validation {
    condition     = var.filesystem_minimum_days >= 1 && var.filesystem_minimum_days <= 365 && floor(var.filesystem_minimum_days) == var.filesystem_minimum_days
    error_message = "filesystem_minimum_days is a whole number of days from 1 to 365."
  }
}

variable "failed_logins_maximum" {
  description = "Refused log-ins of a day from which one source counts as an attacker; log-ins."
  type        = number
  default     = 20
  nullable    = false

  validation {
    condition     = var.failed_logins_maximum >= 1 && var.failed_logins_maximum <= 1000000 && floor(var.failed_logins_maximum) == var.failed_logins_maximum
    error_message = "failed_logins_maximum is a whole number of log-ins from 1 to 1000000."
  }
}

variable "root_login_days" {
  description = "How long a direct log-in of root from outside counts; days."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = var.root_login_days >= 1 && var.root_login_days <= 3650 && floor(var.root_login_days) == var.root_login_days
    error_message = "root_login_days is a whole number of days from 1 to 3650."
  }
}

variable "log_error_days" {
  description = "How long a fault that a guest's log tells of counts; days."
  type        = number
  default     = 7
  nullable    = false

  validation {
    condition     = var.log_error_days >= 1 && var.log_error_days <= 3650 && floor(var.log_error_days) == var.log_error_days
    error_message = "log_error_days is a whole number of days from 1 to 3650."
  }
}

variable "log_file_maximum_mib" {
  description = "Size from which a log file should have been rotated; MiB."
  type        = number
  default     = 512
  nullable    = false

  validation {
    condition     = var.log_file_maximum_mib >= 1 && var.log_file_maximum_mib <= 1048576 && floor(var.log_file_maximum_mib) == var.log_file_maximum_mib
    error_message = "log_file_maximum_mib is a whole number of MiB from 1 to 1048576."
  }
}

variable "log_share_maximum_percent" {
  description = "Share of its disk that /var/log may take; percent."
  type        = number
  default     = 20
  nullable    = false

  validation {
    condition     = var.log_share_maximum_percent >= 1 && var.log_share_maximum_percent <= 100 && floor(var.log_share_maximum_percent) == var.log_share_maximum_percent
    error_message = "log_share_maximum_percent is a whole number of percent from 1 to 100."
  }
}

variable "clock_offset_maximum_milliseconds" {
  description = "How far a guest's clock may be off; milliseconds."
  type        = number
  default     = 1000
  nullable    = false

  validation {
    condition     = var.clock_offset_maximum_milliseconds >= 1 && var.clock_offset_maximum_milliseconds <= 86400000 && floor(var.clock_offset_maximum_milliseconds) == var.clock_offset_maximum_milliseconds
    error_message = "clock_offset_maximum_milliseconds is a whole number of milliseconds from 1 to 86400000."
  }
}

variable "log_instance_pattern" {
  description = "Its group instance holds an instance's id, Name tag or private DNS name, in the name of a log stream or group; regular expression."
  type        = string
  default     = "(?<instance>i-[0-9a-f]{8,17})(?![0-9a-f])"
  nullable    = false

  validation {
    condition     = strcontains(var.log_instance_pattern, "(?<instance>")
    error_message = "log_instance_pattern is a regular expression with a group (?<instance>...)."
  }
}

variable "log_maximum_age_hours" {
  description = "Age from which an analysis of a log group is too old to judge by; hours."
  type        = number
  default     = 48
  nullable    = false

  validation {
    condition     = var.log_maximum_age_hours >= 1 && var.log_maximum_age_hours <= 8760 && floor(var.log_maximum_age_hours) == var.log_maximum_age_hours
    error_message = "log_maximum_age_hours is a whole number of hours from 1 to 8760."
  }
}

variable "log_silence_hours" {
  description = "How long a log stream that is in use may say nothing; hours."
  type        = number
  default     = 24
  nullable    = false

  validation {
    condition     = var.log_silence_hours >= 2 && var.log_silence_hours <= 8760 && floor(var.log_silence_hours) == var.log_silence_hours
    error_message = "log_silence_hours is a whole number of hours from 2 to 8760."
  }
}

variable "log_retention_minimum_days" {
  description = "Shortest time for which a log group keeps events; days."
  type        = number
  default     = 14
  nullable    = false

  validation {
    condition     = var.log_retention_minimum_days >= 1 && var.log_retention_minimum_days <= 3653 && floor(var.log_retention_minimum_days) == var.log_retention_minimum_days
    error_message = "log_retention_minimum_days is a whole number of days from 1 to 3653."
  }
}

variable "log_retention_maximum_days" {
  description = "Longest time for which a log group keeps events; days."
  type        = number
  default     = 400
  nullable    = false

  validation {
    condition     = var.log_retention_maximum_days >= 1 && var.log_retention_maximum_days <= 3653 && floor(var.log_retention_maximum_days) == var.log_retention_maximum_days
    error_message = "log_retention_maximum_days is a whole number of days from 1 to 3653."
  }
}

variable "log_idle_days" {
  description = "How long a log group may take in nothing while it is kept; days."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = var.log_idle_days >= 1 && var.log_idle_days <= 3650 && floor(var.log_idle_days) == var.log_idle_days
    error_message = "log_idle_days is a whole number of days from 1 to 3650."
  }
}

variable "log_server_errors_percent" {
  description = "Share of requests answered 500 to 599 from which a web server is ill; percent."
  type        = number
  default     = 1
  nullable    = false

  validation {
    condition     = var.log_server_errors_percent >= 1 && var.log_server_errors_percent <= 100 && floor(var.log_server_errors_percent) == var.log_server_errors_percent
    error_message = "log_server_errors_percent is a whole number of percent from 1 to 100."
  }
}

variable "log_saving_minimum_usd" {
  description = "Monthly saving from which another log class is worth a move; USD."
  type        = number
  default     = 5
  nullable    = false

  validation {
    condition     = var.log_saving_minimum_usd >= 1 && var.log_saving_minimum_usd <= 1000000 && floor(var.log_saving_minimum_usd) == var.log_saving_minimum_usd
    error_message = "log_saving_minimum_usd is a whole number of USD from 1 to 1000000."
  }
}
