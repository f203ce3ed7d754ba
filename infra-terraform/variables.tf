# The deployment: names, tags, what is kept.

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
