# Tells a topic when calls of this account are refused again and again: EventBridge sees them as CloudTrail records them.
# What it cannot see: calls with a key that AWS does not know at all. They belong to no account, so no trail has them.
# Needs a trail with management events in this region. Subscribe to the topic yourself.

variable "refusals" {
  description = "Refused calls within five minutes that raise the alarm."
  type        = number
  default     = 5
}

resource "aws_sns_topic" "refused_calls" {
  name = "refused-calls"
}

resource "aws_cloudwatch_event_rule" "refused_calls" {
  name        = "refused-calls"
  description = "Calls that AWS refused, by error code."
  event_pattern = jsonencode({
    "detail-type" = ["AWS API Call via CloudTrail"]
    detail = {
      errorCode = ["AccessDenied", "Client.UnauthorizedOperation", "ExpiredToken", "ExpiredTokenException", "InvalidClientTokenId"]
    }
  })
}

# Matched events are counted by EventBridge itself; one alarm replaces one mail for each call.
resource "aws_cloudwatch_metric_alarm" "refused_calls" {
  alarm_name          = "refused-calls"
  alarm_description   = "Many calls were refused within five minutes: a key may have been rotated, or a role changed."
  namespace           = "AWS/Events"
  metric_name         = "MatchedEvents"
  dimensions          = { RuleName = aws_cloudwatch_event_rule.refused_calls.name }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  threshold           = var.refusals
  comparison_operator = "GreaterThanOrEqualToThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.refused_calls.arn]
}
