# Notices and alarms.

variable "notice_severity" {
  description = "Least severity of a finding that people hear of: LOW, MEDIUM, HIGH or CRITICAL. Programs hear of every one, by the event bus."
  type        = string
  default     = "HIGH"
  nullable    = false

  validation {
    condition     = contains(["LOW", "MEDIUM", "HIGH", "CRITICAL"], var.notice_severity)
    error_message = "notice_severity is LOW, MEDIUM, HIGH or CRITICAL."
  }
}

variable "notice_email_addresses" {
  description = "Addresses that hear of findings; each must confirm the mail that AWS sends it."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for address in var.notice_email_addresses : can(regex("^[^@[:space:]]+@[^@[:space:]]+$", address))])
    error_message = "notice_email_addresses has something that is no mail address."
  }
}

variable "event_bus" {
  description = "Event bus of this account and region that findings whose status changed are put on."
  type        = string
  default     = "default"
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_./-]{1,256}$", var.event_bus))
    error_message = "event_bus is the name of an event bus, not its ARN."
  }
}

variable "alarm_email_addresses" {
  description = "Addresses that get the alarms; each must confirm the mail that AWS sends it."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for address in var.alarm_email_addresses : can(regex("^[^@[:space:]]+@[^@[:space:]]+$", address))])
    error_message = "alarm_email_addresses has something that is no mail address."
  }
}

variable "scan_overdue_hours" {
  description = "Hours in a row in which no scan was asked for, after which there is an alarm."
  type        = number
  default     = 6
  nullable    = false

  validation {
    condition     = var.scan_overdue_hours >= 6 && var.scan_overdue_hours <= 168 && floor(var.scan_overdue_hours) == var.scan_overdue_hours
    error_message = "scan_overdue_hours is not a whole number from 6 to 168: scans that fail are told of as dead letters after five and a half hours, and a CloudWatch alarm looks back seven days at most."
  }
}
