package com.example;

class NorthIT extends ChangingTest {}
