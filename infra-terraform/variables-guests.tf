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
