# The settings of the checks, the log analysis and the probe: names and meanings as in docs/checks.md.

variable "settings" {
  description = "Limits of the checks, log groups to analyze, and limits of the probe; docs/checks.md describes each. A member that is left out or null has its default."
  type = object({
    workload_tag_key                  = optional(string, "workload")
    owner_tag_key                     = optional(string, "owner")
    runbook_tag_key                   = optional(string, "runbook")
    environment_tag_key               = optional(string, "environment")
    public_tag_key                    = optional(string, "public")
    ready_severity                    = optional(string, "HIGH")
    severity_raised_days              = optional(number, 90)
    severity_raised_percent           = optional(number, 50)
    scan_maximum_age_hours            = optional(number, 6)
    decision_maximum_days             = optional(number, 365)
    tag_waiver_rows                   = optional(list(string), ["none"])
    tag_waiver_severity               = optional(string, "LOW")
    admin_ports                       = optional(list(number), [22, 3389, 5985, 5986])
    image_maximum_age_days            = optional(number, 180)
    snapshot_maximum_age_days         = optional(number, 7)
    stopped_maximum_days              = optional(number, 14)
    imds_maximum_hops                 = optional(number, 2)
    minimum_zones                     = optional(number, 2)
    minimum_group_size                = optional(number, 2)
    like_for_like_percent             = optional(number, 90)
    guest_maximum_age_hours           = optional(number, 48)
    filesystem_maximum_percent        = optional(number, 85)
    filesystem_minimum_days           = optional(number, 14)
    failed_logins_maximum             = optional(number, 20)
    root_login_days                   = optional(number, 30)
    log_error_days                    = optional(number, 7)
    log_file_maximum_mib              = optional(number, 512)
    log_share_maximum_percent         = optional(number, 20)
    clock_offset_maximum_milliseconds = optional(number, 1000)
    log_instance_pattern              = optional(string, "(?<instance>i-[0-9a-f]{8,17})(?![0-9a-f])")
    log_maximum_age_hours             = optional(number, 48)
    log_silence_hours                 = optional(number, 24)
    log_retention_minimum_days        = optional(number, 14)
    log_retention_maximum_days        = optional(number, 400)
    log_idle_days                     = optional(number, 30)
    log_server_errors_percent         = optional(number, 1)
    log_saving_minimum_usd            = optional(number, 5)
    log_group_prefixes                = optional(list(string), ["*"])
    log_group_excluded                = optional(list(string), ["/aws/lambda/muster-"])
    log_group_tag                     = optional(string, "*")
    log_group_classes                 = optional(list(string), ["STANDARD", "INFREQUENT_ACCESS"])
    log_access_names                  = optional(list(string), ["access", "nginx", "apache", "httpd"])
    log_queries                       = optional(number, 5)
    log_scan_maximum_gib              = optional(number, 10)
    log_lookback_hours                = optional(number, 24)
    log_overlap_hours                 = optional(number, 2)
    probe_document                    = optional(string, "muster-guest-probe")
    probe_concurrency                 = optional(number, 25)
    probe_calls_per_second            = optional(number, 10)
  })
  default  = {}
  nullable = false

  validation {
    condition = alltrue([for name, value in merge(var.settings, local.former_settings) : !contains(keys(local.setting_ranges), name) ? true :
      floor(value) == value && value >= local.setting_ranges[name].least && value <= local.setting_ranges[name].greatest
    ])
    error_message = join(" ", [for name, value in merge(var.settings, local.former_settings) :
      "${name} is a whole number of ${local.setting_ranges[name].unit} from ${local.setting_ranges[name].least} to ${local.setting_ranges[name].greatest}."
      if !contains(keys(local.setting_ranges), name) ? false :
      floor(value) != value || value < local.setting_ranges[name].least || value > local.setting_ranges[name].greatest
    ])
  }

  validation {
    condition = alltrue([for name, value in merge(var.settings, local.former_settings) : !endswith(name, "_tag_key") ? true : length(trimspace(value)) > 0 && length(value) <= 128])
    error_message = join(" ", [for name, value in merge(var.settings, local.former_settings) : "${name} is a tag key of 1 to 128 characters."
      if !endswith(name, "_tag_key") ? false : length(trimspace(value)) == 0 || length(value) > 128
    ])
  }

  validation {
    condition     = length(merge(var.settings, local.former_settings).admin_ports) > 0 && alltrue([for port in merge(var.settings, local.former_settings).admin_ports : port >= 0 && port <= 65535 && floor(port) == port])
    error_message = "admin_ports is a list of one or more TCP ports, each from 0 to 65535."
  }

  validation {
    condition     = contains(["CRITICAL", "HIGH", "MEDIUM", "LOW"], upper(merge(var.settings, local.former_settings).tag_waiver_severity))
    error_message = "tag_waiver_severity is CRITICAL, HIGH, MEDIUM or LOW."
  }

  validation {
    condition     = length(merge(var.settings, local.former_settings).tag_waiver_rows) > 0 && alltrue([for row in merge(var.settings, local.former_settings).tag_waiver_rows : contains(["all", "none", "install", "configure", "provision", "deploy", "high-availability", "scalability", "performance", "networking", "security", "metrics", "logs", "backup-and-restore", "cost-optimization", "documentation", "tests"], row)])
    error_message = "tag_waiver_rows is a list of checklist rows, such as high-availability, or all, or none."
  }

  validation {
    condition     = contains(["CRITICAL", "HIGH", "MEDIUM", "LOW"], upper(merge(var.settings, local.former_settings).ready_severity))
    error_message = "ready_severity is CRITICAL, HIGH, MEDIUM or LOW."
  }

  validation {
    condition     = strcontains(merge(var.settings, local.former_settings).log_instance_pattern, "(?<instance>")
    error_message = "log_instance_pattern is a regular expression with a group (?<instance>...)."
  }

  validation {
    condition     = length(merge(var.settings, local.former_settings).log_group_prefixes) > 0 && alltrue([for word in merge(var.settings, local.former_settings).log_group_prefixes : can(regex("^[^, ]+$", word))])
    error_message = "log_group_prefixes is a list of one or more name prefixes without commas and spaces."
  }

  validation {
    condition     = length(merge(var.settings, local.former_settings).log_group_excluded) > 0 && alltrue([for word in merge(var.settings, local.former_settings).log_group_excluded : can(regex("^[^, ]+$", word))])
    error_message = "log_group_excluded is a list of one or more name prefixes without commas and spaces."
  }

  validation {
    condition     = length(merge(var.settings, local.former_settings).log_access_names) > 0 && alltrue([for word in merge(var.settings, local.former_settings).log_access_names : can(regex("^[^, ]+$", word))])
    error_message = "log_access_names is a list of one or more words without commas and spaces."
  }

  validation {
    condition     = length(trimspace(merge(var.settings, local.former_settings).log_group_tag)) > 0 && length(merge(var.settings, local.former_settings).log_group_tag) <= 385
    error_message = "log_group_tag is a tag key, key=value or *."
  }

  validation {
    condition     = length(merge(var.settings, local.former_settings).log_group_classes) > 0 && alltrue([for class in merge(var.settings, local.former_settings).log_group_classes : contains(["STANDARD", "INFREQUENT_ACCESS", "DELIVERY"], class)])
    error_message = "log_group_classes is a list of one or more of STANDARD, INFREQUENT_ACCESS and DELIVERY."
  }

  validation {
    condition     = can(regex("^[A-Za-z0-9_.-]{3,128}$", merge(var.settings, local.former_settings).probe_document)) && !can(regex("(?i)^(aws|amazon|amzn)", merge(var.settings, local.former_settings).probe_document))
    error_message = "probe_document is 3 to 128 letters, digits, underscores, dots and hyphens, and does not begin with aws, amazon or amzn, which are reserved for AWS."
  }
}

locals {
  # The range of each number, as the functions check it.
  setting_ranges = {
    severity_raised_days              = { unit = "days", least = 0, greatest = 3650 }
    severity_raised_percent           = { unit = "percent", least = 0, greatest = 100 }
    scan_maximum_age_hours            = { unit = "hours", least = 1, greatest = 744 }
    decision_maximum_days             = { unit = "days", least = 1, greatest = 3650 }
    image_maximum_age_days            = { unit = "days", least = 1, greatest = 3650 }
    snapshot_maximum_age_days         = { unit = "days", least = 1, greatest = 3650 }
    stopped_maximum_days              = { unit = "days", least = 0, greatest = 3650 }
    imds_maximum_hops                 = { unit = "hops", least = 1, greatest = 64 }
    minimum_zones                     = { unit = "zones", least = 1, greatest = 10 }
    minimum_group_size                = { unit = "instances", least = 1, greatest = 1000 }
    like_for_like_percent             = { unit = "percent", least = 1, greatest = 100 }
    guest_maximum_age_hours           = { unit = "hours", least = 1, greatest = 8760 }
    filesystem_maximum_percent        = { unit = "percent", least = 1, greatest = 100 }
    filesystem_minimum_days           = { unit = "days", least = 1, greatest = 365 }
    failed_logins_maximum             = { unit = "failed logins", least = 1, greatest = 1000000 }
    root_login_days                   = { unit = "days", least = 1, greatest = 3650 }
    log_error_days                    = { unit = "days", least = 1, greatest = 3650 }
    log_file_maximum_mib              = { unit = "MiB", least = 1, greatest = 1048576 }
    log_share_maximum_percent         = { unit = "percent", least = 1, greatest = 100 }
    clock_offset_maximum_milliseconds = { unit = "milliseconds", least = 1, greatest = 86400000 }
    log_maximum_age_hours             = { unit = "hours", least = 1, greatest = 8760 }
    log_silence_hours                 = { unit = "hours", least = 2, greatest = 8760 }
    log_retention_minimum_days        = { unit = "days", least = 1, greatest = 3653 }
    log_retention_maximum_days        = { unit = "days", least = 1, greatest = 3653 }
    log_idle_days                     = { unit = "days", least = 1, greatest = 3650 }
    log_server_errors_percent         = { unit = "percent", least = 1, greatest = 100 }
    log_saving_minimum_usd            = { unit = "USD", least = 1, greatest = 1000000 }
    log_queries                       = { unit = "queries", least = 1, greatest = 50 }
    log_scan_maximum_gib              = { unit = "GiB", least = 1, greatest = 100000 }
    log_lookback_hours                = { unit = "hours", least = 1, greatest = 168 }
    log_overlap_hours                 = { unit = "hours", least = 0, greatest = 48 }
    probe_concurrency                 = { unit = "instances", least = 1, greatest = 50 }
    probe_calls_per_second            = { unit = "calls", least = 1, greatest = 100 }
  }

  setting_values = merge(var.settings, local.former_settings)

  # What ./muster and the functions read from the environment. The document's name is that of the document, so that it comes first.
  settings = merge(
    { for name, value in local.setting_values : "MUSTER_${upper(name)}" => try(join(",", value), tostring(value)) },
    { MUSTER_PROBE_DOCUMENT = aws_ssm_document.guest_probe.name }
  )
}
