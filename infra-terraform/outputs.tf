output "table_name" {
  description = "The table of findings; ./muster findings --table takes it."
  value       = aws_dynamodb_table.findings.name
}

output "table_url" {
  description = "The table in DynamoDB's item explorer, where findings are reviewed."
  value       = "https://${local.region}.console.aws.amazon.com/dynamodbv2/home?region=${local.region}#item-explorer?table=${urlencode(aws_dynamodb_table.findings.name)}"
}

output "functions" {
  description = "Each function: its name, the alias to invoke, its log group and its dead-letter queue."
  value = {
    for name, function in module.function : name => {
      name              = function.name
      alias_arn         = function.alias_arn
      role_arn          = function.role_arn
      log_group         = function.log_group_name
      dead_letter_queue = function.dead_letter_queue.url
    }
  }
}

output "alarm_topic_arn" {
  description = "The SNS topic of the alarms: subscribe a pager or a chat to it."
  value       = aws_sns_topic.alarms.arn
}
