package store

import (
	"encoding/json"

	"github.com/muster-wfm/muster/workforce"
)

// categoryText is how a category of shrinkage stands in its goal's list.
type categoryText struct {
	Name              string
	Share             float64
	InOffice, Planned bool
}

// categoriesText writes categories as a list, nothing where there are none.
func categoriesText(list []workforce.ShrinkageCategory) (string, error) {
	if len(list) == 0 {
		return "", nil
	}
	texts := make([]categoryText, len(list))
	for i, c := range list {
		texts[i] = categoryText(c)
	}
	text, err := json.Marshal(texts)
	return string(text), err
}

func categoriesOf(text string) ([]workforce.ShrinkageCategory, error) {
	if text == "" {
		return nil, nil
	}
	var texts []categoryText
	if err := json.Unmarshal([]byte(text), &texts); err != nil {
		return nil, err
	}
	list := make([]workforce.ShrinkageCategory, len(texts))
	for i, c := range texts {
		list[i] = workforce.ShrinkageCategory(c)
	}
	return list, nil
}
