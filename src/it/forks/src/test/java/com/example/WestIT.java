package com.example;

class WestIT extends ChangingTest {}
