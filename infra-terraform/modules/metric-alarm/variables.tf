variable "name" {
  description = "Name of the alarm."
  type        = string
}

variable "description" {
  description = "What the alarm means, and its section of the runbook."
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
    error_message = "metrics must have 1 to 10 entries, CloudWatch's limit for an alarm on a metric math expression."
  }
}

variable "comparison" {
  description = "Comparison operator between the expression and the threshold 1."
  type        = string
  default     = "GreaterThanOrEqualToThreshold"
  nullable    = false
}

variable "period_seconds" {
  description = "Period of each metric in seconds."
  type        = number
}

variable "periods" {
  description = "Evaluation periods: how many of the most recent periods are evaluated."
  type        = number
}

variable "datapoints" {
  description = "Datapoints to alarm: how many of these periods must breach."
  type        = number
}

variable "missing_data" {
  description = "How missing data is treated: missing, ignore, breaching or notBreaching."
  type        = string
  default     = "notBreaching"
  nullable    = false
}

variable "topic_arn" {
  description = "SNS topic that is notified when the alarm is raised and when it ends."
  type        = string
}
