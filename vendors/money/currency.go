package money

import (
	"fmt"
	"strings"
)

// Currency is a code of ISO 4217, such as CNY.
type Currency string

// digits are the currencies whose minor unit is not a hundredth (ISO 4217, list one).
var digits = map[Currency]int{
	"BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0, "PYG": 0, "RWF": 0,
	"UGX": 0, "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
	"BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3,
}

// Digits returns how many decimals the minor unit stands for: 2 for CNY, 0 for JPY.
func (c Currency) Digits() int {
	if n, special := digits[c]; special {
		return n
	}
	return 2
}

// CurrencyError refuses a text that is no currency code.
type CurrencyError struct{ Found string }

func (e *CurrencyError) Error() string {
	return fmt.Sprintf("currency %q is not known; expected three capital letters of ISO 4217, such as CNY", e.Found)
}

// ParseCurrency reads a code in any case; the error is a [*CurrencyError].
func ParseCurrency(text string) (Currency, error) {
	code := strings.ToUpper(strings.TrimSpace(text))
	letters := strings.Trim(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
	if len(code) != 3 || !letters {
		return "", &CurrencyError{text}
	}
	return Currency(code), nil
}
