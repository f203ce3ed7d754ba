# The deployment: names, tags, what is kept.

variable "name" {
  description = "Prefix of the names of all resources: functions, roles, queues, alarms."
  type        = string
  default     = "muster"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,23}$", var.name))
    error_message = "name must be a lower-case letter followed by at most 23 lower-case letters, digits and hyphens, because the names of roles and queues add a suffix."
  }
}

variable "table" {
  description = "Name of the DynamoDB table; ./muster reads it from MUSTER_TABLE."
  type        = string
  default     = "muster"
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_.-]{3,255}$", var.table))
    error_message = "table must be 3 to 255 letters, digits, underscores, dots and hyphens."
  }
}

variable "protect_table" {
  description = "Whether deletion protection is enabled for the table. Set it to false and apply before you remove Muster."
  type        = bool
  default     = true
  nullable    = false
}

variable "decide_in_console" {
  description = "Whether people can waive findings and attest items in the dashboard's widget. Who they are is recorded as they say it: AWS does not tell a widget who looks at it."
  type        = bool
  default     = true
  nullable    = false
}

variable "record_decisions" {
  description = "Whether a CloudTrail trail records each invocation of the function decide, and so who decided what, in a bucket of its own for 400 days. It costs 0.10 USD for 100,000 decisions and the storage. If false, a decision holds only the name that the person gave."
  type        = bool
  default     = false
  nullable    = false

  validation {
    condition     = !var.record_decisions || var.decide_in_console
    error_message = "record_decisions needs decide_in_console: without it there is no function whose invocations could be recorded."
  }
}

variable "workload_dashboards" {
  description = "Dashboards that show one workload each: the workload's name by the end of the dashboard's. Each is 3.00 USD a month beyond the first three of the account."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for name, workload in var.workload_dashboards : can(regex("^[A-Za-z0-9_-]{1,100}$", name)) && length(workload) >= 1 && length(workload) <= 256])
    error_message = "workload_dashboards must have keys of 1 to 100 letters, digits, hyphens and underscores, which end the dashboard's name, and workload names of 1 to 256 characters."
  }

  validation {
    condition     = length(var.workload_dashboards) <= 100
    error_message = "workload_dashboards must have at most 100 entries."
  }
}

variable "functions_zip" {
  description = "Path of the deployment zip; null for the one that mvn package builds in functions/handlers/target."
  type        = string
  default     = null

  validation {
    condition     = var.functions_zip == null ? true : endswith(var.functions_zip, ".zip") && fileexists(var.functions_zip)
    error_message = "functions_zip must name an existing zip file: build it with mvn package, or leave the variable out."
  }
}

variable "tags" {
  description = "Tags of every resource, in addition to Application = muster."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = length(var.tags) <= 40
    error_message = "tags must have at most 40 entries: AWS allows 50 on a resource, and Muster adds its own."
  }

  validation {
    condition     = alltrue([for key in keys(var.tags) : !startswith(lower(key), "aws:")])
    error_message = "tags must not have a key that begins with aws:, which is reserved for AWS."
  }
}

variable "log_retention_days" {
  description = "Retention of the functions' log groups in days."
  type        = number
  default     = 90
  nullable    = false

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "log_retention_days must be a retention that CloudWatch Logs offers: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653."
  }
}
