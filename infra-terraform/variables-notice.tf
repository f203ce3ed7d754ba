# Who hears of trouble.

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
  description = "Hours in a row without one successful scan after which there is an alarm."
  type        = number
  default     = 6
  nullable    = false

  validation {
    condition     = var.scan_overdue_hours >= 1 && var.scan_overdue_hours <= 168 && floor(var.scan_overdue_hours) == var.scan_overdue_hours
    error_message = "scan_overdue_hours is not a whole number from 1 to 168: a CloudWatch alarm looks back seven days at most."
  }
}
