variable "name" {
  description = "Name of the function, and beginning of the names around it."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,51}$", var.name))
    error_message = "name is a lower-case letter, then at most 51 lower-case letters, digits and hyphens: a role has 64."
  }
}

variable "description" {
  description = "What the function does, in a line."
  type        = string
}

variable "handler" {
  description = "Class that Lambda starts."
  type        = string
}

variable "timeout_seconds" {
  description = "Seconds after which Lambda ends a run; 900 at most."
  type        = number

  validation {
    condition     = var.timeout_seconds >= 1 && var.timeout_seconds <= 900
    error_message = "timeout_seconds is from 1 to 900, which is Lambda's maximum."
  }
}

variable "memory_mib" {
  description = "Memory in MiB; 1,769 is where Lambda gives a whole processor."
  type        = number
  default     = 1769
}

variable "snap_start" {
  description = "Whether a version is started once when it is published, and restored from then on."
  type        = bool
  default     = false
}

variable "dead_letter_queue_arn" {
  description = "Queue for events of asynchronous invocations that failed every time; null for a function that a queue or a stream starts."
  type        = string
  default     = null
}

variable "zip" {
  description = "Path of the deployment zip."
  type        = string
}

variable "environment" {
  description = "Environment variables of the function."
  type        = map(string)
}

variable "statements" {
  description = "What the function may do, beyond writing its own log."
  type = list(object({
    sid       = string
    actions   = list(string)
    resources = list(string)
    condition = optional(map(map(list(string))), {})
  }))
}

variable "log_retention_days" {
  description = "Days that CloudWatch keeps the log."
  type        = number
}

variable "kms_key_arn" {
  description = "Key that encrypts the log."
  type        = string
}
