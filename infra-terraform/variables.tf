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
