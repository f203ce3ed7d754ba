# Notices and alarms.

variable "notice_severity" {
  description = "Minimum severity of findings that are sent by mail: LOW, MEDIUM, HIGH or CRITICAL. The event bus receives every finding."
  type        = string
  default     = "HIGH"
  nullable    = false

  validation {
    condition     = contains(["LOW", "MEDIUM", "HIGH", "CRITICAL"], var.notice_severity)
    error_message = "notice_severity must be LOW, MEDIUM, HIGH or CRITICAL."
  }
}

variable "notice_language" {
  description = "Language of the mails about findings: en (English) or ko (Korean)."
  type        = string
  default     = "en"
  nullable    = false

  validation {
    condition     = contains(["en", "ko"], var.notice_language)
    error_message = "notice_language must be en or ko."
  }
}

variable "notice_email_addresses" {
  description = "Email addresses that receive changed findings; each must confirm the subscription that AWS sends to it."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for address in var.notice_email_addresses : can(regex("^[^@[:space:]]+@[^@[:space:]]+$", address))])
    error_message = "notice_email_addresses must contain only email addresses."
  }
}

variable "event_bus" {
  description = "Event bus of this account and region that receives findings whose status changed."
  type        = string
  default     = "default"
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_./-]{1,256}$", var.event_bus))
    error_message = "event_bus must be the name of an event bus, not its ARN."
  }
}

variable "alarm_email_addresses" {
  description = "Email addresses that receive the alarms; each must confirm the subscription that AWS sends to it."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for address in var.alarm_email_addresses : can(regex("^[^@[:space:]]+@[^@[:space:]]+$", address))])
    error_message = "alarm_email_addresses must contain only email addresses."
  }
}

variable "scan_overdue_hours" {
  description = "Consecutive hours without a scan after which the alarm scan-overdue is raised."
  type        = number
  default     = 6
  nullable    = false

  validation {
    condition     = var.scan_overdue_hours >= 6 && var.scan_overdue_hours <= 168 && floor(var.scan_overdue_hours) == var.scan_overdue_hours
    error_message = "scan_overdue_hours must be a whole number from 6 to 168: failing scans raise the alarm dead-letters after five and a half hours, and a CloudWatch alarm evaluates at most seven days."
  }
}
