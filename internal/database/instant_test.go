package database_test

import "time"

var epoch = time.Date(2027, 3, 28, 0, 59, 59, 123_456_789, time.UTC)
