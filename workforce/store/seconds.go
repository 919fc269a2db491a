package store

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
)

// secondsList is a list of times in one column, as JSON; none is an empty list.
type secondsList []float64

// Value is the list as text.
func (l secondsList) Value() (driver.Value, error) {
	if len(l) == 0 {
		return "[]", nil
	}
	text, err := json.Marshal([]float64(l))
	return string(text), err
}

// Scan reads the column on either engine.
func (l *secondsList) Scan(column any) error {
	var text []byte
	switch v := column.(type) {
	case string:
		text = []byte(v)
	case []byte:
		text = v
	default:
		return fmt.Errorf("a list of seconds stored as %T; expected text", column)
	}
	var list []float64
	if err := json.Unmarshal(text, &list); err != nil {
		return fmt.Errorf("a list of seconds: %w", err)
	}
	*l = nil
	if len(list) > 0 {
		*l = list
	}
	return nil
}

// GormDataType tells gorm that the field is text.
func (secondsList) GormDataType() string { return "text" }
