variable "name" {
  description = "Name of the alarm."
  type        = string
}

variable "description" {
  description = "What it means, and where the runbook tells of it."
  type        = string
}

variable "expression" {
  description = "Metric math over the ids of metrics, which is compared with 1."
  type = object({
    id    = string
    label = string
    text  = string
  })
}

variable "metrics" {
  description = "The metrics of the expression, by their ids in it."
  type = map(object({
    namespace  = string
    name       = string
    dimensions = map(string)
    stat       = string
  }))

  validation {
    condition     = length(var.metrics) >= 1 && length(var.metrics) <= 10
    error_message = "metrics are 1 to 10, as many as CloudWatch takes in an alarm's expression."
  }
}

variable "comparison" {
  description = "How the expression compares with 1 when the alarm is raised."
  type        = string
  default     = "GreaterThanOrEqualToThreshold"
  nullable    = false
}

variable "period_seconds" {
  description = "Seconds of a period of each metric."
  type        = number
}

variable "periods" {
  description = "Newest periods that are evaluated."
  type        = number
}

variable "datapoints" {
  description = "How many of these periods must breach."
  type        = number
}

variable "missing_data" {
  description = "What a period without data counts as."
  type        = string
  default     = "notBreaching"
  nullable    = false
}

variable "topic_arn" {
  description = "SNS topic that the alarm and its end are published to."
  type        = string
}
