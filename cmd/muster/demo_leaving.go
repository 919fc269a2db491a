package main

import (
	"github.com/muster-wfm/muster/careers/attrition"
	"github.com/muster-wfm/muster/careers/risk"
)

// demoLeaving hands generated employments to the careers domain.
type demoLeaving struct {
	*attrition.Employments
	*attrition.Explorer
	*risk.Warnings
}
