# Schedules, and how much is worked on at a time.

variable "fleet_scan_schedule" {
  description = "When the fleet is scanned, as EventBridge Scheduler writes it. scan_overdue_hours must be longer."
  type        = string
  default     = "rate(1 hour)"
  nullable    = false

  validation {
    condition     = can(regex("^(rate\\([1-9][0-9]* (minutes?|hours?|days?)\\)|cron\\([^()]+\\))$", var.fleet_scan_schedule))
    error_message = "fleet_scan_schedule is neither rate(1 hour) nor cron(0 * * * ? *) nor the like."
  }
}

variable "guest_probe_schedule" {
  description = "When the guests are probed, as EventBridge Scheduler writes it; guest_maximum_age_hours must be longer."
  type        = string
  default     = "rate(1 day)"
  nullable    = false

  validation {
    condition     = can(regex("^(rate\\([1-9][0-9]* (minutes?|hours?|days?)\\)|cron\\([^()]+\\))$", var.guest_probe_schedule))
    error_message = "guest_probe_schedule is neither rate(1 day) nor cron(0 4 * * ? *) nor the like."
  }
}

variable "log_analysis_schedule" {
  description = "When the logs are analysed, as EventBridge Scheduler writes it; log_lookback_hours and log_maximum_age_hours must be longer."
  type        = string
  default     = "rate(1 hour)"
  nullable    = false

  validation {
    condition     = can(regex("^(rate\\([1-9][0-9]* (minutes?|hours?|days?)\\)|cron\\([^()]+\\))$", var.log_analysis_schedule))
    error_message = "log_analysis_schedule is neither rate(1 hour) nor cron(0 */6 * * ? *) nor the like."
  }
}

variable "schedule_time_zone" {
  description = "Time zone of the schedules' cron expressions, as in the IANA database."
  type        = string
  default     = "UTC"
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z][A-Za-z0-9_+/-]*$", var.schedule_time_zone))
    error_message = "schedule_time_zone is no name of the IANA database, such as UTC or Europe/Berlin."
  }
}

variable "schedules_enabled" {
  description = "Whether the schedules run."
  type        = bool
  default     = true
  nullable    = false
}

variable "scope_concurrency" {
  description = "How many scopes each scheduled function works on at a time."
  type        = number
  default     = 10
  nullable    = false

  validation {
    condition     = var.scope_concurrency >= 2 && var.scope_concurrency <= 1000 && floor(var.scope_concurrency) == var.scope_concurrency
    error_message = "scope_concurrency is a whole number from 2 to 1000, as Lambda bounds what a queue starts."
  }
}

variable "settle_seconds" {
  description = "How long the agent of an instance that has just started gets to register, before the instance is looked at again; seconds."
  type        = number
  default     = 180
  nullable    = false

  validation {
    condition     = var.settle_seconds >= 0 && var.settle_seconds <= 900 && floor(var.settle_seconds) == var.settle_seconds
    error_message = "settle_seconds is a whole number of seconds from 0 to 900, the longest that a queue holds a message back."
  }
}
