# Schedules and concurrency.

variable "fleet_scan_schedule" {
  description = "Schedule of the scans, as a rate or cron expression of EventBridge Scheduler. scan_overdue_hours must be longer than its interval."
  type        = string
  default     = "rate(1 hour)"
  nullable    = false

  validation {
    condition     = can(regex("^(rate\\([1-9][0-9]* (minutes?|hours?|days?)\\)|cron\\([^()]+\\))$", var.fleet_scan_schedule))
    error_message = "fleet_scan_schedule must be a rate or cron expression, such as rate(1 hour) or cron(0 * * * ? *)."
  }
}

variable "guest_probe_schedule" {
  description = "Schedule of the probe, as a rate or cron expression of EventBridge Scheduler. guest_maximum_age_hours must be longer than its interval."
  type        = string
  default     = "rate(1 day)"
  nullable    = false

  validation {
    condition     = can(regex("^(rate\\([1-9][0-9]* (minutes?|hours?|days?)\\)|cron\\([^()]+\\))$", var.guest_probe_schedule))
    error_message = "guest_probe_schedule must be a rate or cron expression, such as rate(1 day) or cron(0 4 * * ? *)."
  }
}

variable "log_analysis_schedule" {
  description = "Schedule of the log analysis, as a rate or cron expression of EventBridge Scheduler. log_lookback_hours and log_maximum_age_hours must be longer than its interval."
  type        = string
  default     = "rate(1 hour)"
  nullable    = false

  validation {
    condition     = can(regex("^(rate\\([1-9][0-9]* (minutes?|hours?|days?)\\)|cron\\([^()]+\\))$", var.log_analysis_schedule))
    error_message = "log_analysis_schedule must be a rate or cron expression, such as rate(1 hour) or cron(0 */6 * * ? *)."
  }
}

variable "schedule_time_zone" {
  description = "Time zone of the cron expressions, as a name of the IANA time zone database."
  type        = string
  default     = "UTC"
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z][A-Za-z0-9_+/-]*$", var.schedule_time_zone))
    error_message = "schedule_time_zone must be a name of the IANA time zone database, such as UTC or Europe/Berlin."
  }
}

variable "schedules_enabled" {
  description = "Whether the schedules are enabled."
  type        = bool
  default     = true
  nullable    = false
}

variable "scope_concurrency" {
  description = "Maximum concurrency of each scheduled function: how many scopes it processes at the same time."
  type        = number
  default     = 10
  nullable    = false

  validation {
    condition     = var.scope_concurrency >= 2 && var.scope_concurrency <= 1000 && floor(var.scope_concurrency) == var.scope_concurrency
    error_message = "scope_concurrency must be a whole number from 2 to 1000, which are Lambda's limits for the maximum concurrency of an SQS event source."
  }
}

variable "settle_seconds" {
  description = "Seconds after which an instance that has just started is evaluated again, so that its SSM Agent has time to register."
  type        = number
  default     = 180
  nullable    = false

  validation {
    condition     = var.settle_seconds >= 0 && var.settle_seconds <= 900 && floor(var.settle_seconds) == var.settle_seconds
    error_message = "settle_seconds must be a whole number from 0 to 900, the maximum delay of an SQS message."
  }
}
