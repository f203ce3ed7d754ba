# What a variable refuses, it refuses before anything is planned, and by its name.

mock_provider "aws" {
  source = "./tests"
}

variables {
  functions_zip = "./tests/empty.zip"
}

run "too_little" {
  command = plan

  variables {
    scope_concurrency     = 1
    settle_seconds        = -1
    spoke_role            = ""
    probe_document_hashes = { "123456789012" = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" }
    event_bus             = ""
    guest_probe_schedule  = "rate(0 days)"
    log_analysis_schedule = "rate(0 hours)"
    table                 = "ab"
    scan_overdue_hours    = 5
    fleet_scan_schedule   = "rate(0 hours)"
    schedule_time_zone    = ""
    name                  = ""
    settings = {
      log_group_prefixes                = []
      log_group_excluded                = ["a,b"]
      log_group_tag                     = ""
      log_group_classes                 = ["COLD"]
      log_access_names                  = [""]
      log_queries                       = 0
      log_scan_maximum_gib              = 0
      log_lookback_hours                = 0
      log_overlap_hours                 = -1
      probe_document                    = "ab"
      probe_calls_per_second            = 0
      probe_concurrency                 = 0
      clock_offset_maximum_milliseconds = 0
      log_share_maximum_percent         = 0
      log_file_maximum_mib              = 0
      log_error_days                    = 0
      root_login_days                   = 0
      failed_logins_maximum             = 0
      filesystem_minimum_days           = 0
      filesystem_maximum_percent        = 0
      guest_maximum_age_hours           = 0
      workload_tag_key                  = " "
      owner_tag_key                     = ""
      runbook_tag_key                   = ""
      public_tag_key                    = ""
      environment_tag_key               = ""
      tag_waiver_rows                   = []
      tag_waiver_severity               = "NONE"
      admin_ports                       = []
      image_maximum_age_days            = 0
      snapshot_maximum_age_days         = 0
      stopped_maximum_days              = -1
      severity_raised_days              = -1
      severity_raised_percent           = -1
      minimum_zones                     = 0
      minimum_group_size                = 0
      like_for_like_percent             = 0
    }
  }

  expect_failures = [
    var.settings,
    var.scope_concurrency,
    var.settle_seconds,
    var.spoke_role,
    var.probe_document_hashes,
    var.event_bus,
    var.guest_probe_schedule,
    var.log_analysis_schedule,
    var.table,
    var.scan_overdue_hours,
    var.fleet_scan_schedule,
    var.schedule_time_zone,
    var.name,
  ]
}

run "too_much" {
  command = plan

  variables {
    scope_concurrency = 1001
    settle_seconds    = 901
    probe_document_hashes = {
      for number in range(21) : "${123456789000 + number}/eu-west-1" => "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
    }
    accounts           = ["123456789012", "123456789012"]
    name               = "a-name-that-is-far-too-long"
    tags               = { for number in range(41) : "tag-${number}" => "x" }
    scan_overdue_hours = 169
    regions            = ["eu-west-1", "eu-west-1"]
    log_retention_days = 4000
    settings = {
      log_queries                       = 51
      log_scan_maximum_gib              = 100001
      log_lookback_hours                = 169
      log_overlap_hours                 = 49
      probe_calls_per_second            = 101
      probe_concurrency                 = 51
      clock_offset_maximum_milliseconds = 86400001
      log_share_maximum_percent         = 101
      log_file_maximum_mib              = 1048577
      log_error_days                    = 3651
      root_login_days                   = 3651
      failed_logins_maximum             = 1000001
      filesystem_minimum_days           = 366
      filesystem_maximum_percent        = 101
      guest_maximum_age_hours           = 8761
      admin_ports                       = [65536]
      image_maximum_age_days            = 3651
      snapshot_maximum_age_days         = 3651
      stopped_maximum_days              = 3651
      severity_raised_days              = 3651
      severity_raised_percent           = 101
      minimum_zones                     = 11
      minimum_group_size                = 1001
      like_for_like_percent             = 101
    }
  }

  expect_failures = [
    var.settings,
    var.scope_concurrency,
    var.settle_seconds,
    var.probe_document_hashes,
    var.accounts,
    var.name,
    var.tags,
    var.scan_overdue_hours,
    var.regions,
    var.log_retention_days,
  ]
}

run "another_kind" {
  command = plan

  variables {
    accounts               = ["production"]
    organization_id        = "123456789012"
    probe_document_hashes  = { "123456789012/eu-west-1" = "none" }
    notice_severity        = "SEVERE"
    notice_language        = "fr"
    notice_email_addresses = ["no-address"]
    guest_probe_schedule   = "daily"
    name                   = "Muster"
    table                  = "find ings"
    functions_zip          = "./main.tf"
    tags                   = { "aws:owner" = "x" }
    log_retention_days     = 31
    regions                = ["Europe"]
    fleet_scan_schedule    = "every hour"
    schedule_time_zone     = "+09:00"
    alarm_email_addresses  = ["no-address"]
    scan_overdue_hours     = 6.5
    settings = {
      probe_document = "AWS-RunShellScript"
      admin_ports    = [22.5]
      minimum_zones  = 1.5
    }
  }

  expect_failures = [
    var.settings,
    var.accounts,
    var.organization_id,
    var.probe_document_hashes,
    var.notice_severity,
    var.notice_language,
    var.notice_email_addresses,
    var.guest_probe_schedule,
    var.name,
    var.table,
    var.functions_zip,
    var.tags,
    var.log_retention_days,
    var.regions,
    var.fleet_scan_schedule,
    var.schedule_time_zone,
    var.alarm_email_addresses,
    var.scan_overdue_hours,
  ]
}

run "a_zip_that_is_not_there" {
  command = plan

  variables {
    functions_zip = "./tests/no-such.zip"
  }

  expect_failures = [
    var.functions_zip,
  ]
}

run "an_organization_without_its_id" {
  command = plan

  variables {
    organization = true
  }

  expect_failures = [
    var.organization,
  ]
}

run "an_organization_and_some_accounts" {
  command = plan

  variables {
    organization    = true
    organization_id = "o-a1b2c3d4e5"
    accounts        = ["123456789012"]
  }

  expect_failures = [
    var.organization,
  ]
}

run "a_setting_as_a_variable_of_its_own" {
  command = plan

  variables {
    minimum_zones = 0
  }

  expect_failures = [
    var.settings,
    check.former_settings,
  ]
}

run "a_trail_of_what_is_not_deployed" {
  command = plan

  variables {
    record_decisions    = true
    decide_in_console   = false
    workload_dashboards = { "a b" = "shop" }
  }

  expect_failures = [
    var.record_decisions,
    var.workload_dashboards,
  ]
}
