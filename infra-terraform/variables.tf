# Where and under what names.

variable "name" {
  description = "Beginning of every name that is created: functions, roles, queues, alarms."
  type        = string
  default     = "muster"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,23}$", var.name))
    error_message = "name is a lower-case letter, then at most 23 lower-case letters, digits and hyphens: roles and queues add theirs."
  }
}

variable "table" {
  description = "Name of the DynamoDB table; ./muster takes it as MUSTER_TABLE."
  type        = string
  default     = "muster"
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_.-]{3,255}$", var.table))
    error_message = "table is 3 to 255 letters, digits, underscores, dots and hyphens."
  }
}

variable "protect_table" {
  description = "Whether DynamoDB refuses to delete the table. Set it to false and apply before you remove Muster."
  type        = bool
  default     = true
  nullable    = false
}

variable "functions_zip" {
  description = "Path of the deployment zip; null for the one that mvn package makes in functions/handlers/target."
  type        = string
  default     = null

  validation {
    condition     = var.functions_zip == null ? true : endswith(var.functions_zip, ".zip") && fileexists(var.functions_zip)
    error_message = "functions_zip names no zip file: build it with mvn package, or leave the variable out."
  }
}

variable "tags" {
  description = "Tags of every resource, beside Application = muster."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = length(var.tags) <= 40
    error_message = "tags has more than 40: AWS takes 50 on a resource, and Muster adds its own."
  }

  validation {
    condition     = alltrue([for key in keys(var.tags) : !startswith(lower(key), "aws:")])
    error_message = "tags has a key that begins with aws:, which AWS keeps to itself."
  }
}

variable "log_retention_days" {
  description = "Days that CloudWatch keeps what the functions log."
  type        = number
  default     = 90
  nullable    = false

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "log_retention_days is none that CloudWatch offers: take 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653."
  }
}

# What is scanned, and when.

variable "regions" {
  description = "Regions of this account to scan; empty for the region that Muster is deployed in."
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

variable "fleet_scan_schedule" {
  description = "When the fleet is scanned, as EventBridge Scheduler writes it. A scan begins as often as this; scan_overdue_hours must be longer."
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
  default     = 3
  nullable    = false

  validation {
    condition     = var.scan_overdue_hours >= 1 && var.scan_overdue_hours <= 168 && floor(var.scan_overdue_hours) == var.scan_overdue_hours
    error_message = "scan_overdue_hours is not a whole number from 1 to 168: a CloudWatch alarm looks back seven days at most."
  }
}

# How guests are probed.

variable "probe_document" {
  description = "Systems Manager document that carries the probe into the guests."
  type        = string
  default     = "muster-guest-probe"
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_.-]{3,128}$", var.probe_document)) && !can(regex("(?i)^(aws|amazon|amzn)", var.probe_document))
    error_message = "probe_document is 3 to 128 letters, digits, underscores, dots and hyphens, and does not begin as AWS's own do: aws, amazon, amzn."
  }
}

variable "probe_concurrency" {
  description = "How many guests of one command, which has at most 50, probe at a time."
  type        = number
  default     = 25
  nullable    = false

  validation {
    condition     = var.probe_concurrency >= 1 && var.probe_concurrency <= 50 && floor(var.probe_concurrency) == var.probe_concurrency
    error_message = "probe_concurrency is a whole number of guests from 1 to 50."
  }
}

variable "probe_calls_per_second" {
  description = "How often the guest functions ask Systems Manager at most; calls a second."
  type        = number
  default     = 10
  nullable    = false

  validation {
    condition     = var.probe_calls_per_second >= 1 && var.probe_calls_per_second <= 100 && floor(var.probe_calls_per_second) == var.probe_calls_per_second
    error_message = "probe_calls_per_second is a whole number of calls from 1 to 100."
  }
}
