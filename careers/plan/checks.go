package plan

import (
	"fmt"
	"strings"

	"github.com/muster-wfm/muster/workforce"
)

// checks collects bad fields.
type checks struct {
	what   string
	fields []workforce.FieldError
}

func checking(what string) *checks { return &checks{what: what} }

func (c *checks) need(ok bool, field string, found any, expected string) {
	if ok {
		return
	}
	text := fmt.Sprint(found)
	if text == "" {
		text = "nothing"
	}
	c.fields = append(c.fields, workforce.FieldError{Field: field, Found: text, Expected: expected})
}

func (c *checks) share(field string, v float64) {
	c.need(v >= 0 && v <= 1, field, v, "a share from 0 to 1")
}

// mostMoney keeps sums of many months within what numbers hold exactly.
const mostMoney = 1e11

func (c *checks) money(field string, minor int64) {
	c.need(minor >= 0 && minor <= mostMoney, field, minor, "0 or more, in minor units")
}

func (c *checks) err() error {
	if len(c.fields) == 0 {
		return nil
	}
	return &workforce.InvalidError{What: c.what, Fields: c.fields}
}

func isCurrency(code string) bool {
	return len(code) == 3 && !strings.ContainsFunc(code, func(r rune) bool { return r < 'A' || r > 'Z' })
}
