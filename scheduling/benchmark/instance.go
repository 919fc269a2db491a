package benchmark

import "slices"

// Instance is a shift-scheduling instance of Curtois and Qu. Days count from 0,
// which is a Monday.
type Instance struct {
	Days     int
	Shifts   []ShiftType
	Staff    []Employee
	Requests []Request
	Cover    []Cover
}

// ShiftType is a shift that can be worked on any day.
type ShiftType struct {
	ID      string
	Minutes int
	// Before lists the shifts that may not be worked on the next day.
	Before []string
}

// Employee is somebody with a contract.
type Employee struct {
	ID                     string
	MaxShifts              map[string]int // by shift type; those not named cannot be worked
	MaxMinutes, MinMinutes int
	MaxRun, MinRun         int // consecutive shifts
	MinDaysOff             int // consecutive days off
	MaxWeekends            int
	DaysOff                []int
}

// Request asks for a shift on a day, or for anything but it.
type Request struct {
	Employee, Shift string
	Day, Weight     int
	Off             bool
}

// Cover is how many people a shift needs on a day, and the price of each one
// missing and each one too many.
type Cover struct {
	Day         int
	Shift       string
	Required    int
	Under, Over int
}

// shift returns the position of a shift type.
func (i *Instance) shift(id string) int {
	return slices.IndexFunc(i.Shifts, func(s ShiftType) bool { return s.ID == id })
}

// employee returns the position of an employee.
func (i *Instance) employee(id string) int {
	return slices.IndexFunc(i.Staff, func(e Employee) bool { return e.ID == id })
}
