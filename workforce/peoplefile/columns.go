package peoplefile

import (
	"slices"
	"strings"
	"unicode"
)

// Column is what a column of the file means.
type Column string

// The columns. A name comes whole or as first and last name.
const (
	Code      Column = "code"
	Name      Column = "name"
	FirstName Column = "first_name"
	LastName  Column = "last_name"
	Email     Column = "email"
	Site      Column = "site"
	Employer  Column = "employer"
	Team      Column = "team"
	Agreement Column = "agreement"
	Skills    Column = "skills"
	HiredOn   Column = "hired_on"
	LeftOn    Column = "left_on"
)

// Columns lists the columns of Muster's own people file, in order.
func Columns() []Column {
	return []Column{Code, Name, Email, Site, Employer, Team, Agreement, Skills, HiredOn, LeftOn}
}

// spellings are the header names that mean a column, without case, blanks,
// underscores and hyphens.
var spellings = map[Column][]string{
	Code:      {"code", "employeenumber", "personnelnumber", "employeeid", "personid", "工号"},
	Name:      {"name", "fullname", "displayname", "legalname", "workername", "姓名"},
	FirstName: {"firstname", "givenname"},
	LastName:  {"lastname", "surname"},
	Email:     {"email", "workemail", "emailaddress", "邮箱"},
	Site:      {"site", "location", "office", "地点", "职场"},
	Employer:  {"employer", "company", "legalentity", "公司"},
	Team:      {"team", "department", "班组", "部门"},
	Agreement: {"agreement", "工时制度"},
	Skills:    {"skills", "技能"},
	HiredOn:   {"hiredon", "hiredate", "startdate", "入职日期"},
	LeftOn:    {"lefton", "terminationdate", "employmentenddate", "离职日期"},
}

// recognise returns what a header name means, and whether it means anything.
func recognise(header string) (Column, bool) {
	plain := strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '_' || r == '-' {
			return -1
		}
		return unicode.ToLower(r)
	}, header)
	for column, names := range spellings {
		if slices.Contains(names, plain) {
			return column, true
		}
	}
	return "", false
}
