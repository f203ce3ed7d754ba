output "name" {
  description = "Name of the function."
  value       = aws_lambda_function.function.function_name
}

output "alias_arn" {
  description = "ARN of the alias 'live', which is what to invoke."
  value       = aws_lambda_alias.live.arn
}

output "role_arn" {
  description = "ARN of the function's role."
  value       = aws_iam_role.function.arn
}

output "log_group_name" {
  description = "Log group of the function."
  value       = aws_cloudwatch_log_group.function.name
}
