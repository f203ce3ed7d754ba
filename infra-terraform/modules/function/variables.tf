variable "name" {
  description = "Name of the function, and prefix of the names of its role and log group."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,51}$", var.name))
    error_message = "name must be a lower-case letter followed by at most 51 lower-case letters, digits and hyphens: a role name has at most 64 characters."
  }
}

variable "description" {
  description = "What the function does, in one line."
  type        = string
}

variable "handler" {
  description = "Handler class."
  type        = string
}

variable "timeout_seconds" {
  description = "Timeout in seconds; 900 at most."
  type        = number

  validation {
    condition     = var.timeout_seconds >= 1 && var.timeout_seconds <= 900
    error_message = "timeout_seconds must be from 1 to 900, Lambda's maximum."
  }
}

variable "memory_mib" {
  description = "Memory in MiB; a function with 1,769 MiB has one full vCPU."
  type        = number
  default     = 1769
}

variable "snap_start" {
  description = "Whether SnapStart is enabled for published versions."
  type        = bool
  default     = false
}

variable "dead_letter_queue_arn" {
  description = "Dead-letter queue for asynchronous invocations that failed after all retries; null for a function that a queue or a stream starts."
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
  description = "IAM policy statements of the function, in addition to writing its own log."
  type = list(object({
    sid       = string
    actions   = list(string)
    resources = list(string)
    condition = optional(map(map(list(string))), {})
  }))
}

variable "log_retention_days" {
  description = "Retention of the log group in days."
  type        = number
}

variable "kms_key_arn" {
  description = "ARN of the KMS key that encrypts the log group."
  type        = string
}
