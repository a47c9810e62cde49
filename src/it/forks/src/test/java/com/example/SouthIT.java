package com.example;

class SouthIT extends ChangingTest {}
